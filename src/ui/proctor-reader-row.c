/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-reader-row.h"

#include "proctor-chip.h"
#include "proctor-facts-view.h"
#include "proctor-facts.h"
#include "proctor-reader-tool.h"
#include "proctor-text-dialog.h"
#include "proctor-turn-gauge.h"
#include "proctor-turn-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* A longer message is cut until somebody wants all of it: laying out a book takes its time. */
#define MOST_BYTES 3000
/* All of an even longer one has a dialog of its own. */
#define MOST_ALL_BYTES 20000
#define MOST_ORIGINAL_BYTES 1000
/* A shorter one has a bubble as wide as it is. To know how wide that would be, a label tries one width after the
 * other, and how narrow it could be, it lays out character by character: for a longer one neither is asked. */
#define MOST_NARROW_BYTES 200
#define LONG_WIDTH_CHARS 18
#define MORE_TOOLS 50

/**
 * ProctorReaderRow:
 *
 * A turn of a transcript with everything that is in it, or the heading above several. There are only as many of
 * these as can be seen: each is used again for another turn.
 */
struct _ProctorReaderRow
{
  GtkBox parent_instance;

  /* Template children */
  ProctorTurnGauge *gauge;
  GtkLabel *heading;
  GtkWidget *content;
  GtkLabel *speaker;
  GtkLabel *time;
  GtkWidget *details_button;
  GtkWidget *menu_button;
  GtkWidget *bubble;
  GtkLabel *message;
  GtkWidget *all_button;
  GtkLabel *original;
  AdwWrapBox *chips;
  GtkBox *tools;
  GtkButton *tools_button;
  GtkBox *details;

  /* Owned */
  ProctorReaderState *state;
  ProctorReaderItem *item;
};

enum
{
  SIGNAL_MENU,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorReaderRow, proctor_reader_row, GTK_TYPE_BOX)

static void
show_message (ProctorReaderRow *self,
              ProctorTurn *turn)
{
  g_autoptr (ProctorMarkdown) markdown = proctor_markdown_new ();
  g_autofree char *markup = NULL;
  const char *excerpt = proctor_reader_item_get_excerpt (self->item);
  gsize length = proctor_turn_words_measure_message (turn);
  gsize most = proctor_reader_item_get_shows_all (self->item) ? MOST_ALL_BYTES : MOST_BYTES;

  if (excerpt != NULL && length > most)
    proctor_markdown_add (markdown, excerpt, -1, PROCTOR_MARKDOWN_PLAIN);
  else
    proctor_turn_words_read_message (turn, most, markdown);
  if (length > most && excerpt == NULL)
    proctor_markdown_add (markdown, "…", -1, PROCTOR_MARKDOWN_PLAIN);
  markup = proctor_markdown_dup_markup (markdown);
  if (length > MOST_NARROW_BYTES)
    gtk_widget_set_halign (self->bubble, GTK_ALIGN_FILL);
  gtk_label_set_width_chars (self->message, length > MOST_NARROW_BYTES ? LONG_WIDTH_CHARS : -1);
  gtk_label_set_markup (self->message, markup);
  gtk_widget_set_visible (self->bubble, length > 0);
  gtk_widget_set_visible (self->all_button, length > most);
}

/* What an agent wanted to say when it was interrupted. */
static void
show_original (ProctorReaderRow *self,
               ProctorTurn *turn)
{
  const char *original = proctor_turn_get_original_message (turn);
  gboolean is_there = original != NULL && *original != '\0' && g_strcmp0 (original, proctor_turn_get_message (turn)) != 0;

  gtk_widget_set_visible (GTK_WIDGET (self->original), is_there);
  if (is_there)
    {
      gsize length = strlen (original);
      g_autofree char *cut = NULL;
      g_autofree char *words = NULL;
      g_autofree char *visible = NULL;

      if (length > MOST_ORIGINAL_BYTES)
        {
          length = MOST_ORIGINAL_BYTES;
          while (length > 0 && (original[length] & 0xc0) == 0x80)
            length--;
          cut = g_strdup_printf ("%.*s…", (int) length, original);
        }
      /* Translators: what an agent would have said if it had not been interrupted. */
      words = g_strdup_printf (_ ("Was to say: %s"), cut != NULL ? cut : original);
      visible = proctor_markdown_dup_visible (words);
      gtk_label_set_label (self->original, visible);
    }
}

static void
show_tools (ProctorReaderRow *self)
{
  const GPtrArray *pairs = proctor_reader_item_get_pairs (self->item);
  guint n_pairs = pairs != NULL ? pairs->len : 0;
  guint n_shown = MIN (n_pairs, proctor_reader_item_get_n_tools_shown (self->item));
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->tools));

  for (guint i = 0; i < n_shown; i++)
    {
      if (child == NULL)
        {
          child = proctor_reader_tool_new ();
          gtk_box_append (self->tools, child);
        }
      proctor_reader_tool_show (PROCTOR_READER_TOOL (child), self->item, i);
      child = gtk_widget_get_next_sibling (child);
    }
  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      gtk_box_remove (self->tools, child);
      child = next;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->tools), n_shown > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->tools_button), n_pairs > n_shown);
  if (n_pairs > n_shown)
    {
      g_autofree char *label = g_strdup_printf (ngettext ("%u More Tool", "%u More Tools", n_pairs - n_shown), n_pairs - n_shown);

      gtk_button_set_label (self->tools_button, label);
    }
}

static void
show_details (ProctorReaderRow *self,
              GPtrArray *facts)
{
  gboolean is_open = proctor_reader_item_get_shows_details (self->item);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->details))) != NULL)
    gtk_box_remove (self->details, child);
  if (is_open)
    proctor_facts_view_fill (self->details, facts, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->details), is_open && facts->len > 0);
  gtk_widget_set_visible (self->details_button, facts->len > 0);
  gtk_button_set_icon_name (GTK_BUTTON (self->details_button), is_open ? "pan-up-symbolic" : "pan-down-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->details_button), GTK_ACCESSIBLE_STATE_EXPANDED, is_open, -1);
}

static const char *
get_section_class (ProctorReaderItem *item)
{
  switch (proctor_reader_item_get_section (item))
    {
    case PROCTOR_READER_REPLAYED:
      return "replayed";
    case PROCTOR_READER_PRODUCED:
      return "produced";
    case PROCTOR_READER_ORIGINAL:
      return "original";
    }

  return "";
}

/* A side for each who speaks. */
static void
show_side (ProctorReaderRow *self,
           ProctorTurn *turn)
{
  gboolean is_user = turn != NULL && g_strcmp0 (proctor_turn_get_role (turn), "user") == 0;
  const char *row_classes[] = { "reader-row", "horizontal", get_section_class (self->item), turn == NULL ? "heading-row" : NULL, NULL };
  const char *bubble_classes[] = { "bubble", is_user ? "user" : "agent", NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (self), row_classes);
  gtk_widget_set_css_classes (self->bubble, bubble_classes);
  gtk_widget_set_halign (self->bubble, is_user ? GTK_ALIGN_END : GTK_ALIGN_START);
  gtk_label_set_xalign (self->speaker, is_user ? 1 : 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->speaker), is_user);
  gtk_widget_set_hexpand (GTK_WIDGET (self->time), !is_user);
  gtk_widget_set_halign (GTK_WIDGET (self->chips), is_user ? GTK_ALIGN_END : GTK_ALIGN_FILL);
  gtk_widget_set_margin_start (self->content, is_user ? 36 : 0);
  gtk_widget_set_margin_end (self->content, is_user ? 0 : 36);
}

static void
show_turn (ProctorReaderRow *self,
           ProctorTurn *turn)
{
  g_autoptr (GPtrArray) chips = proctor_turn_words_dup_chips (turn);
  g_autoptr (GPtrArray) facts = proctor_turn_words_dup_facts (turn);
  g_autofree char *speaker = proctor_markdown_dup_beginning (proctor_turn_words_get_speaker (turn));
  g_autofree char *time = proctor_turn_words_dup_time (turn);

  gtk_label_set_label (self->speaker, speaker);
  gtk_label_set_label (self->time, time);
  show_message (self, turn);
  show_original (self, turn);
  proctor_chip_fill (self->chips, chips);
  show_tools (self);
  show_details (self, facts);
}

static void
show_unreadable (ProctorReaderRow *self)
{
  g_autoptr (GPtrArray) facts = proctor_facts_new ();

  proctor_facts_add_record (facts, 0, proctor_reader_item_get_record (self->item), 0);
  gtk_label_set_label (self->speaker, _ ("A turn that this version of Proctor can't read"));
  gtk_label_set_label (self->time, "");
  gtk_widget_set_visible (self->bubble, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->original), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->chips), FALSE);
  show_tools (self);
  show_details (self, facts);
}

static void
mark (ProctorReaderRow *self)
{
  ProctorTurn *turn = self->item != NULL ? proctor_reader_item_get_turn (self->item) : NULL;
  gboolean shows_times = proctor_reader_state_get_shows_times (self->state);

  if (proctor_reader_state_is_flashing (self->state, self->item))
    gtk_widget_add_css_class (GTK_WIDGET (self), "flash");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "flash");
  gtk_widget_set_visible (GTK_WIDGET (self->gauge), shows_times);
  if (shows_times)
    proctor_turn_gauge_set_turn (self->gauge, turn, proctor_reader_state_get_longest (self->state));
  if (turn == NULL)
    return;

  proctor_reader_state_mark (self->state, self->message, self->item, PROCTOR_READER_MESSAGE);
  proctor_reader_state_mark (self->state, self->original, self->item, PROCTOR_READER_DETAILS);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->tools)); child != NULL; child = gtk_widget_get_next_sibling (child))
    proctor_reader_tool_mark (PROCTOR_READER_TOOL (child), self->state);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->details)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      proctor_reader_state_mark (self->state, GTK_LABEL (child), self->item, PROCTOR_READER_DETAILS);
}

static void
show (ProctorReaderRow *self)
{
  gboolean is_heading = proctor_reader_item_is_heading (self->item);
  ProctorTurn *turn = proctor_reader_item_get_turn (self->item);

  gtk_widget_set_visible (GTK_WIDGET (self->heading), is_heading);
  gtk_widget_set_visible (self->content, !is_heading);
  show_side (self, turn);
  if (is_heading)
    gtk_label_set_label (self->heading, proctor_reader_item_get_title (self->item));
  else if (turn != NULL)
    show_turn (self, turn);
  else
    show_unreadable (self);
  mark (self);
}

static void
all_cb (ProctorReaderRow *self)
{
  ProctorTurn *turn = proctor_reader_item_get_turn (self->item);
  g_autoptr (ProctorMarkdown) markdown = NULL;
  g_autoptr (GBytes) text = NULL;

  if (proctor_turn_words_measure_message (turn) <= MOST_ALL_BYTES)
    {
      proctor_reader_item_set_shows_all (self->item, TRUE);
      return;
    }

  markdown = proctor_markdown_new ();
  proctor_turn_words_read_message (turn, G_MAXUINT32, markdown);
  text = g_bytes_new (markdown->text->str, markdown->text->len);
  adw_dialog_present (proctor_text_dialog_new (proctor_turn_words_get_speaker (turn), text, FALSE), GTK_WIDGET (self));
}

static void
details_cb (ProctorReaderRow *self)
{
  proctor_reader_item_set_shows_details (self->item, !proctor_reader_item_get_shows_details (self->item));
}

static void
tools_cb (ProctorReaderRow *self)
{
  proctor_reader_item_show_more_tools (self->item, MORE_TOOLS);
}

static void
menu_cb (ProctorReaderRow *self)
{
  g_signal_emit (self, signals[SIGNAL_MENU], 0, self->menu_button);
}

static void
answered_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autofree char *uri = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  g_autoptr (GtkUriLauncher) launcher = NULL;

  if (!g_str_equal (response, "open"))
    return;

  launcher = gtk_uri_launcher_new (uri);
  gtk_uri_launcher_launch (launcher, NULL, NULL, NULL, NULL);
}

/* Nobody follows a model's link without having seen where it leads. */
static gboolean
link_cb (ProctorReaderRow *self,
         const char *uri)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Open This Address?"), NULL);
  GtkWidget *label = gtk_label_new (uri);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), label);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "open", _ ("_Open"), NULL);
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), GTK_WIDGET (self), NULL, answered_cb, g_strdup (uri));

  return TRUE;
}

static void
proctor_reader_row_dispose (GObject *object)
{
  ProctorReaderRow *self = PROCTOR_READER_ROW (object);

  g_clear_object (&self->state);
  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_READER_ROW);

  G_OBJECT_CLASS (proctor_reader_row_parent_class)->dispose (object);
}

static void
proctor_reader_row_class_init (ProctorReaderRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_reader_row_dispose;

  /**
   * ProctorReaderRow::menu:
   * @self: a row
   * @button: where it was asked for
   *
   * Somebody wants to do something with the turn.
   */
  signals[SIGNAL_MENU] = g_signal_new ("menu", PROCTOR_TYPE_READER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, GTK_TYPE_WIDGET);

  g_type_ensure (PROCTOR_TYPE_TURN_GAUGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-reader-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorReaderRow, gauge);
  gtk_widget_class_bind_template_child (widget_class, ProctorReaderRow, heading);
  gtk_widget_class_bind_template_child (widget_class, ProctorReaderRow, content);
  gtk_widget_class_bind_template_child (widget_class, ProctorReaderRow, speaker);
  gtk_widget_class_bind_template_child (widget_class, ProctorReaderRow, time);
  gtk_widget_class_bind_template_child (widget_class, ProctorReaderRow, details_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorReaderRow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorReaderRow, bubble);
  gtk_widget_class_bind_template_child (widget_class, ProctorReaderRow, message);
  gtk_widget_class_bind_template_child (widget_class, ProctorReaderRow, all_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorReaderRow, original);
  gtk_widget_class_bind_template_child (widget_class, ProctorReaderRow, chips);
  gtk_widget_class_bind_template_child (widget_class, ProctorReaderRow, tools);
  gtk_widget_class_bind_template_child (widget_class, ProctorReaderRow, tools_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorReaderRow, details);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_cb);
  gtk_widget_class_bind_template_callback (widget_class, menu_cb);
  gtk_widget_class_bind_template_callback (widget_class, tools_cb);
}

static void
proctor_reader_row_init (ProctorReaderRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_reader_row_new:
 * @state: what the rows have in common
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
proctor_reader_row_new (ProctorReaderState *state)
{
  ProctorReaderRow *self = g_object_new (PROCTOR_TYPE_READER_ROW, NULL);

  self->state = g_object_ref (state);
  g_signal_connect_object (state, "changed", G_CALLBACK (mark), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/* Where nothing can be done with a turn, it has no menu. */
void
proctor_reader_row_hide_menu (ProctorReaderRow *self)
{
  gtk_widget_set_visible (self->menu_button, FALSE);
}

/* What it shows, %NULL for nothing. */
ProctorReaderItem *
proctor_reader_row_get_item (ProctorReaderRow *self)
{
  return self->item;
}

/**
 * proctor_reader_row_find_place:
 * @row: a row
 * @place: (out): where what somebody looks for or quotes stands in it
 *
 * Returns: whether that is in this row
 */
gboolean
proctor_reader_row_find_place (GtkWidget *row,
                               graphene_rect_t *place)
{
  guint start;
  GtkLabel *label = proctor_reader_state_get_place (PROCTOR_READER_ROW (row)->state, &start);
  PangoRectangle words;
  int x, y;

  if (label == NULL || !gtk_widget_is_ancestor (GTK_WIDGET (label), row) || !gtk_widget_compute_bounds (GTK_WIDGET (label), row, place))
    return FALSE;

  pango_layout_index_to_pos (gtk_label_get_layout (label), (int) start, &words);
  gtk_label_get_layout_offsets (label, &x, &y);
  graphene_rect_offset (place, (float) (x + PANGO_PIXELS (words.x)), (float) (y + PANGO_PIXELS (words.y)));
  place->size = GRAPHENE_SIZE_INIT ((float) ABS (PANGO_PIXELS (words.width)), (float) PANGO_PIXELS (words.height));

  return TRUE;
}

/**
 * proctor_reader_row_set_item:
 * @self: a row
 * @item: (nullable): what to show
 */
void
proctor_reader_row_set_item (ProctorReaderRow *self,
                             ProctorReaderItem *item)
{
  g_return_if_fail (PROCTOR_IS_READER_ROW (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, show, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;

  g_signal_connect_object (item, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

/**
 * proctor_reader_row_dup_label:
 * @item: what a row shows
 *
 * Returns: (transfer full): what the row is called
 */
char *
proctor_reader_row_dup_label (ProctorReaderItem *item)
{
  ProctorTurn *turn = proctor_reader_item_get_turn (item);
  g_autofree char *time = NULL;
  g_autofree char *speaker = NULL;

  if (proctor_reader_item_is_heading (item))
    return g_strdup (proctor_reader_item_get_title (item));
  if (turn == NULL)
    return g_strdup (_ ("A turn that this version of Proctor can't read"));

  time = proctor_turn_words_dup_time (turn);
  speaker = proctor_markdown_dup_beginning (proctor_turn_words_get_speaker (turn));

  /* Translators: who said something, and when in the call. */
  return g_strdup_printf (_ ("%s, %s"), speaker, time);
}
