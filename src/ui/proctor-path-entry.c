/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-path-entry.h"

#include <glib/gi18n.h>

#include "proctor-bound-row.h"
#include "proctor-check-tool.h"
#include "proctor-control-name.h"

#include <string.h>

/**
 * ProctorPathEntry:
 *
 * An entry for where a parameter of a tool's call is. It knows the parameters of the tool, completes what is
 * typed, and sees when the section is missing in which a webhook's parameters stand.
 */
struct _ProctorPathEntry
{
  GtkWidget parent_instance;

  /* Template children */
  GtkEntry *entry;
  GtkPopover *popover;
  GtkListView *list;
  GtkSingleSelection *selection;
  GtkStringList *paths;
  GtkLabel *advice_label;
  GtkWidget *fix_button;
  GtkLabel *fix_label;

  /* Owned */
  ProctorChoice *tool;
  ProctorCheckTool *check;
  char *fix;

  gboolean picking;
};

G_DEFINE_FINAL_TYPE (ProctorPathEntry, proctor_path_entry, GTK_TYPE_WIDGET)

static const char *
get_path (ProctorPathEntry *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/* A star is any place in a list, and two are anything; to begin with it is the first, and nothing yet. */
static char *
make_example (const char *pattern)
{
  g_auto (GStrv) steps = g_strsplit (pattern, ".", -1);

  for (gsize i = 0; steps[i] != NULL; i++)
    {
      if (g_str_equal (steps[i], "*"))
        g_set_str (&steps[i], "0");
      else if (g_str_equal (steps[i], "**"))
        g_set_str (&steps[i], "");
    }

  return g_strjoinv (".", steps);
}

static void
fill (ProctorPathEntry *self,
      gboolean all)
{
  const char *const *names = self->tool != NULL ? proctor_choice_get_names (self->tool) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *typed = g_utf8_casefold (get_path (self), -1);
  g_auto (GStrv) fitting = NULL;

  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *example = make_example (names[i]);
      g_autofree char *folded = g_utf8_casefold (example, -1);

      if (all || (strstr (folded, typed) != NULL && !g_str_equal (folded, typed)))
        g_strv_builder_take (builder, g_steal_pointer (&example));
    }
  fitting = g_strv_builder_end (builder);
  gtk_string_list_splice (self->paths, 0, g_list_model_get_n_items (G_LIST_MODEL (self->paths)), (const char *const *) fitting);
}

static void
popup (ProctorPathEntry *self,
       gboolean all)
{
  fill (self, all);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->paths)) == 0)
    {
      gtk_popover_popdown (self->popover);
      return;
    }

  gtk_widget_set_size_request (GTK_WIDGET (self->popover), gtk_widget_get_width (GTK_WIDGET (self->entry)), -1);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_popover_popup (self->popover);
}

static void
set_path (ProctorPathEntry *self,
          const char *path)
{
  self->picking = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), path);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->picking = FALSE;
}

static void
pick (ProctorPathEntry *self,
      guint position)
{
  const char *path = gtk_string_list_get_string (self->paths, position);
  g_autofree char *copy = g_strdup (path);

  gtk_popover_popdown (self->popover);
  if (copy != NULL)
    set_path (self, copy);
  gtk_entry_grab_focus_without_selecting (self->entry);
}

static void
list_activate_cb (ProctorPathEntry *self,
                  guint position)
{
  pick (self, position);
}

static void
icon_press_cb (ProctorPathEntry *self,
               GtkEntryIconPosition position)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    gtk_popover_popdown (self->popover);
  else
    popup (self, TRUE);
}

static gboolean
is_webhook (ProctorPathEntry *self)
{
  const char *kind = self->tool != NULL ? proctor_choice_get_kind (self->tool) : NULL;

  return g_strcmp0 (kind, "webhook") == 0 || g_strcmp0 (kind, "api_integration_webhook") == 0;
}

static gboolean
has_section (const char *path)
{
  const char *sections[] = { "body", "query_params", "path_params" };

  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      gsize length = strlen (sections[i]);

      if (g_str_has_prefix (path, sections[i]) && (path[length] == '.' || path[length] == '\0'))
        return TRUE;
    }

  return FALSE;
}

/* In which section the tool has it, else the one that most have. */
static char *
dup_fix (ProctorPathEntry *self)
{
  const char *sections[] = { "body", "query_params", "path_params" };

  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      g_autofree char *path = g_strconcat (sections[i], ".", get_path (self), NULL);

      if (proctor_choice_get_names (self->tool) != NULL && proctor_check_tool_has_path (self->check, path))
        return g_steal_pointer (&path);
    }

  return g_strconcat ("body.", get_path (self), NULL);
}

static void
advise (ProctorPathEntry *self)
{
  const char *path = get_path (self);
  g_autofree char *advice = NULL;

  g_clear_pointer (&self->fix, g_free);
  if (self->tool != NULL && path[0] != '\0')
    {
      if (is_webhook (self) && !has_section (path))
        {
          self->fix = dup_fix (self);
          advice = g_strdup (_ ("A webhook's parameters are in its body, query_params or path_params."));
        }
      else if (!proctor_check_tool_has_path (self->check, path))
        advice = g_strdup_printf (_ ("%s has no such parameter, as far as is known."), proctor_choice_get_title (self->tool));
    }

  gtk_label_set_label (self->advice_label, advice != NULL ? advice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->advice_label), advice != NULL);
  if (self->fix != NULL)
    {
      g_autofree char *label = g_strdup_printf (_ ("Use %s"), self->fix);

      gtk_label_set_label (self->fix_label, label);
    }
  gtk_widget_set_visible (self->fix_button, self->fix != NULL && gtk_editable_get_editable (GTK_EDITABLE (self->entry)));
}

static void
fix_cb (ProctorPathEntry *self)
{
  g_autofree char *fix = g_strdup (self->fix);

  if (fix == NULL)
    return;

  set_path (self, fix);
  gtk_entry_grab_focus_without_selecting (self->entry);
}

static void
changed_cb (ProctorPathEntry *self)
{
  gboolean is_typed = !self->picking && gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))));

  advise (self);
  if (is_typed && get_path (self)[0] != '\0')
    popup (self, FALSE);
  else
    gtk_popover_popdown (self->popover);
}

static void
leave_cb (ProctorPathEntry *self)
{
  gtk_popover_popdown (self->popover);
}

static gboolean
step (ProctorPathEntry *self,
      guint key)
{
  guint n_paths = g_list_model_get_n_items (G_LIST_MODEL (self->paths));
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (key == GDK_KEY_Down)
    selected = selected == GTK_INVALID_LIST_POSITION ? 0 : MIN (selected + 1, n_paths - 1);
  else
    selected = selected == GTK_INVALID_LIST_POSITION || selected == 0 ? n_paths - 1 : selected - 1;
  gtk_list_view_scroll_to (self->list, selected, GTK_LIST_SCROLL_SELECT, NULL);

  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (ProctorPathEntry *self,
                guint key,
                guint code,
                GdkModifierType state)
{
  gboolean is_open = gtk_widget_get_visible (GTK_WIDGET (self->popover));
  guint selected = gtk_single_selection_get_selected (self->selection);

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (!is_open && key == GDK_KEY_Down)
    {
      popup (self, get_path (self)[0] == '\0');
      return GDK_EVENT_STOP;
    }
  if (!is_open)
    return GDK_EVENT_PROPAGATE;

  if (key == GDK_KEY_Down || key == GDK_KEY_Up)
    return step (self, key);
  if (key == GDK_KEY_Escape)
    {
      gtk_popover_popdown (self->popover);
      return GDK_EVENT_STOP;
    }
  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && selected != GTK_INVALID_LIST_POSITION)
    {
      pick (self, selected);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static gboolean
proctor_path_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PROCTOR_PATH_ENTRY (widget)->entry));
}

static void
proctor_path_entry_dispose (GObject *object)
{
  ProctorPathEntry *self = PROCTOR_PATH_ENTRY (object);

  if (self->entry != NULL)
    proctor_bound_row_unbind (self->entry);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_PATH_ENTRY);
  g_clear_object (&self->tool);
  g_clear_object (&self->check);
  g_clear_pointer (&self->fix, g_free);

  G_OBJECT_CLASS (proctor_path_entry_parent_class)->dispose (object);
}

static void
proctor_path_entry_class_init (ProctorPathEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_path_entry_dispose;
  widget_class->grab_focus = proctor_path_entry_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-path-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorPathEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, ProctorPathEntry, popover);
  gtk_widget_class_bind_template_child (widget_class, ProctorPathEntry, list);
  gtk_widget_class_bind_template_child (widget_class, ProctorPathEntry, selection);
  gtk_widget_class_bind_template_child (widget_class, ProctorPathEntry, paths);
  gtk_widget_class_bind_template_child (widget_class, ProctorPathEntry, advice_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorPathEntry, fix_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorPathEntry, fix_label);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, icon_press_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, fix_cb);
}

static void
proctor_path_entry_init (ProctorPathEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_path_entry_new:
 *
 * Returns: (transfer floating): an entry for where a parameter is
 */
GtkWidget *
proctor_path_entry_new (void)
{
  return g_object_new (PROCTOR_TYPE_PATH_ENTRY, NULL);
}

/**
 * proctor_path_entry_bind:
 * @self: an entry
 * @editing: (nullable): the test that is edited; %NULL lets go of it
 * @record: a part of it
 * @field: which of its texts
 *
 * Shows a path and changes it.
 */
void
proctor_path_entry_bind (ProctorPathEntry *self,
                         ProctorEditing *editing,
                         gpointer record,
                         guint field)
{
  g_return_if_fail (PROCTOR_IS_PATH_ENTRY (self));

  proctor_bound_row_bind_text (GTK_EDITABLE (self->entry), editing, record, field, _ ("Edit Parameter"));
  advise (self);
}

/**
 * proctor_path_entry_set_tool:
 * @self: an entry
 * @tool: (nullable): the tool whose parameter it is, if that is known
 */
void
proctor_path_entry_set_tool (ProctorPathEntry *self,
                             ProctorChoice *tool)
{
  g_return_if_fail (PROCTOR_IS_PATH_ENTRY (self));

  if (!g_set_object (&self->tool, tool))
    return;

  g_clear_object (&self->check);
  if (tool != NULL)
    self->check = proctor_check_tool_new (proctor_choice_get_id (tool), proctor_choice_get_title (tool), proctor_choice_get_kind (tool), proctor_choice_get_names (tool), FALSE);
  gtk_entry_set_icon_from_icon_name (self->entry, GTK_ENTRY_ICON_SECONDARY, tool != NULL && proctor_choice_get_names (tool) != NULL ? "pan-down-symbolic" : NULL);
  advise (self);
}

/**
 * proctor_path_entry_set_name:
 * @self: an entry
 * @name: what it belongs to, as in "Parameter 2"
 *
 * Tells those who don't see it of which of several it is.
 */
void
proctor_path_entry_set_name (ProctorPathEntry *self,
                             const char *name)
{
  g_return_if_fail (PROCTOR_IS_PATH_ENTRY (self));

  proctor_control_name_set (self->entry, name, _ ("Where it is"));
}
