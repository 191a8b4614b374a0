/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-list-jump.h"

/* Positions are counted in whole pixels. */
#define ROUNDING 1

/**
 * ProctorListJump:
 *
 * Brings a row of a list into view for certain. gtk_list_view_scroll_to() reckons with the sizes that the list and its rows had
 * when they were laid out the last time: a list that wasn't yet stays at its beginning whatever it is told, where rows have
 * become higher since, the one that is wanted may be below the edge, and to one that is higher than the list it doesn't go at
 * all if some of it can be seen. So what has become of it is looked at after the list was laid out, until the row can be seen.
 * All that happens before the next frame is painted. Afterwards it stays in view while the list gets another size, and whoever
 * scrolls away from it is not fetched back.
 */
struct _ProctorListJump
{
  GObject parent_instance;

  /* Owned */
  GSignalGroup *surface; /* of the window, which lays the list out while it can be seen */

  /* Borrowed: what owns the jump has it as a child */
  GtkListView *view;

  ProctorListJumpGetItem get_item;
  ProctorListJumpFindPlace find_place; /* nullable */
  guint position;                      /* where it went the last time */
  int width;                           /* of the list, when it was laid out the last time */
  int height;
  gboolean was_there; /* then */
  enum
  {
    RESTING,
    WANTED,     /* the list doesn't know yet */
    ON_THE_WAY, /* it was asked for a row that was out of sight */
    ARRIVING,
  } state;
};

G_DEFINE_FINAL_TYPE (ProctorListJump, proctor_list_jump, G_TYPE_OBJECT)

static GListModel *
get_model (ProctorListJump *self)
{
  return G_LIST_MODEL (gtk_list_view_get_model (self->view));
}

/* Before that, its rows have no size, nor has it itself. */
static gboolean
is_laid_out (ProctorListJump *self)
{
  return gtk_widget_get_mapped (GTK_WIDGET (self->view)) && gtk_widget_get_height (GTK_WIDGET (self->view)) > 0;
}

/* Where a row is as the list sees it. One that is far away has its size, but no place. */
static gboolean
find_bounds (ProctorListJump *self,
             GtkWidget *list_item,
             graphene_rect_t *bounds)
{
  return gtk_widget_get_child_visible (list_item) && gtk_widget_compute_bounds (list_item, GTK_WIDGET (self->view), bounds);
}

static guint
find_position (GListModel *model,
               gpointer wanted)
{
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      if (item == wanted)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static GtkWidget *
find_row (ProctorListJump *self,
          graphene_rect_t *bounds)
{
  g_autoptr (GObject) item = get_model (self) != NULL ? g_list_model_get_item (get_model (self), self->position) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view)); item != NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (row != NULL && self->get_item (row) == item)
        return find_bounds (self, child, bounds) ? row : NULL;
    }

  return NULL;
}

static float
get_page (ProctorListJump *self)
{
  return (float) gtk_widget_get_height (GTK_WIDGET (self->view));
}

/* What is to be seen of a row: all of it, or what somebody wants to see of it, or at least its beginning. */
static gboolean
find_wanted (ProctorListJump *self,
             graphene_rect_t *wanted)
{
  float page = get_page (self);
  GtkWidget *row = find_row (self, wanted);
  graphene_rect_t place;
  graphene_point_t top;

  if (row == NULL || wanted->size.height <= page)
    return row != NULL;

  if (self->find_place != NULL && self->find_place (row, &place) && gtk_widget_compute_point (row, GTK_WIDGET (self->view), &place.origin, &top))
    *wanted = GRAPHENE_RECT_INIT (top.x, top.y, place.size.width, MIN (place.size.height, page));
  else
    wanted->size.height = page / 2;

  return TRUE;
}

static gboolean
is_in_view (ProctorListJump *self,
            const graphene_rect_t *wanted)
{
  return wanted->origin.y >= -ROUNDING && wanted->origin.y + wanted->size.height <= get_page (self) + ROUNDING;
}

static void
ask (ProctorListJump *self,
     gboolean is_there)
{
  gboolean is_row = get_model (self) != NULL && self->position < g_list_model_get_n_items (get_model (self));

  self->state = !is_row ? RESTING : is_there ? ARRIVING
                                             : ON_THE_WAY;
  if (is_row)
    gtk_list_view_scroll_to (self->view, self->position, GTK_LIST_SCROLL_FOCUS, NULL);
}

/* The list was asked for the row in vain: it has one that is higher than itself at a place far above or below, and would keep it
 * there. From its beginning it finds the way. */
static void
ask_again (ProctorListJump *self)
{
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)), 0);
  ask (self, FALSE);
}

/* To the middle of the list, where what was said before and afterwards is to be seen, too. */
static void
scroll (ProctorListJump *self,
        const graphene_rect_t *wanted)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  double value = gtk_adjustment_get_value (adjustment);

  gtk_adjustment_set_value (adjustment, value + wanted->origin.y - (get_page (self) - wanted->size.height) / 2);
  self->state = gtk_adjustment_get_value (adjustment) != value ? ARRIVING : RESTING;
}

/* Whether the list has another size than the last time: a bar above it slides in, or what is beside it is folded away. */
static gboolean
note_size (ProctorListJump *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->view));
  int height = gtk_widget_get_height (GTK_WIDGET (self->view));
  gboolean is_another = width != self->width || height != self->height;

  self->width = width;
  self->height = height;

  return is_another;
}

static void
laid_out_cb (ProctorListJump *self)
{
  graphene_rect_t wanted;
  gboolean is_row, is_there;

  if (self->position == GTK_INVALID_LIST_POSITION || !is_laid_out (self))
    return;

  is_row = find_wanted (self, &wanted);
  is_there = is_row && is_in_view (self, &wanted);
  if (note_size (self) && self->was_there && !is_there && self->state == RESTING)
    self->state = WANTED;
  self->was_there = is_there;
  if (self->state == RESTING)
    return;

  if (self->state == WANTED)
    ask (self, is_there);
  else if (!is_row)
    ask_again (self);
  else if (is_there && self->state == ARRIVING)
    self->state = RESTING;
  else
    scroll (self, &wanted);
}

static void
mapped_cb (ProctorListJump *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self->view));

  g_signal_group_set_target (self->surface, gtk_native_get_surface (native));
}

static void
unmapped_cb (ProctorListJump *self)
{
  g_signal_group_set_target (self->surface, NULL);
}

static void
proctor_list_jump_finalize (GObject *object)
{
  ProctorListJump *self = PROCTOR_LIST_JUMP (object);

  g_clear_object (&self->surface);

  G_OBJECT_CLASS (proctor_list_jump_parent_class)->finalize (object);
}

static void
proctor_list_jump_class_init (ProctorListJumpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = proctor_list_jump_finalize;
}

static void
proctor_list_jump_init (ProctorListJump *self)
{
  self->position = GTK_INVALID_LIST_POSITION;
  self->surface = g_signal_group_new (GDK_TYPE_SURFACE);
  /* After the window has done it. */
  g_signal_group_connect_data (self->surface, "layout", G_CALLBACK (laid_out_cb), self, NULL, G_CONNECT_AFTER | G_CONNECT_SWAPPED);
}

/**
 * proctor_list_jump_new:
 * @view: a list, which lives as long as the jump
 * @get_item: says what a row shows
 * @find_place: (nullable): says what of a row is wanted, where it is higher than the list
 *
 * Returns: (transfer full): what goes to its rows
 */
ProctorListJump *
proctor_list_jump_new (GtkListView *view,
                       ProctorListJumpGetItem get_item,
                       ProctorListJumpFindPlace find_place)
{
  ProctorListJump *self;

  g_return_val_if_fail (GTK_IS_LIST_VIEW (view), NULL);
  g_return_val_if_fail (get_item != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_LIST_JUMP, NULL);
  self->view = view;
  self->get_item = get_item;
  self->find_place = find_place;
  g_signal_connect_object (view, "map", G_CALLBACK (mapped_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (view, "unmap", G_CALLBACK (unmapped_cb), self, G_CONNECT_SWAPPED);
  if (gtk_widget_get_mapped (GTK_WIDGET (view)))
    mapped_cb (self);

  return self;
}

/**
 * proctor_list_jump_go_to:
 * @self: a jump
 * @position: a row
 *
 * Goes to a row, as soon as the list can be seen. It gets the focus if the list has it, and will have it when the list gets it.
 */
void
proctor_list_jump_go_to (ProctorListJump *self,
                         guint position)
{
  graphene_rect_t wanted;

  g_return_if_fail (PROCTOR_IS_LIST_JUMP (self));

  self->position = position;
  self->state = WANTED;
  self->was_there = FALSE;
  if (is_laid_out (self))
    ask (self, find_wanted (self, &wanted) && is_in_view (self, &wanted));
}

/**
 * proctor_list_jump_give_up:
 * @self: a jump
 *
 * Goes nowhere: the list shows something else.
 */
void
proctor_list_jump_give_up (ProctorListJump *self)
{
  g_return_if_fail (PROCTOR_IS_LIST_JUMP (self));

  self->position = GTK_INVALID_LIST_POSITION;
  self->state = RESTING;
}

/**
 * proctor_list_jump_get_place:
 * @self: a jump
 *
 * Returns: where the list is: the row to which it went, or where somebody has scrolled away from that, the first that can
 *   be seen; %GTK_INVALID_LIST_POSITION if it shows nothing
 */
guint
proctor_list_jump_get_place (ProctorListJump *self)
{
  GListModel *model;
  graphene_rect_t bounds;

  g_return_val_if_fail (PROCTOR_IS_LIST_JUMP (self), GTK_INVALID_LIST_POSITION);

  if (self->state != RESTING || find_row (self, &bounds) != NULL)
    return self->position;

  model = get_model (self);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view)); model != NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    if (find_bounds (self, child, &bounds) && bounds.origin.y + bounds.size.height > 0)
      return find_position (model, self->get_item (gtk_widget_get_first_child (child)));

  return GTK_INVALID_LIST_POSITION;
}
