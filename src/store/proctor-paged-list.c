/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-paged-list-private.h"

#include "proctor-invocations.h"
#include "proctor-record.h"
#include "proctor-store-enums.h"

#define PAGE_SIZE 100
/* Whoever looks at one of the last rows will soon want those after them. */
#define NEAR_END 20

/**
 * ProctorPagedList:
 *
 * The rows of a server's list, read a page at a time as somebody comes near the end of those that are
 * there. A refresh reads as much again as was read before, and then says what has become of it: a row
 * that is still there stays the object that it is.
 */
struct _ProctorPagedList
{
  GObject parent_instance;

  /* Owned */
  ProctorSession *session;
  GListStore *rows;
  ProctorPager *pager; /* where the rows go on */
  GListStore *fresh;   /* what a refresh has read so far */
  ProctorPager *fresh_pager;
  GCancellable *cancellable;
  GError *error;

  ProctorPagedListMaker make_pager;
  gpointer maker_data;
  GDestroyNotify maker_destroy;
  gboolean (*is_hidden) (GObject *row);
  ProctorPagedListState state;
  gboolean is_asking;
  gboolean wants_refresh;
  gboolean wants_more;
};

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
} ProctorPagedListProperty;

static GParamSpec *properties[PROP_ERROR + 1];

static void go_on (ProctorPagedList *self);

static GType
proctor_paged_list_get_item_type (GListModel *model)
{
  return PROCTOR_TYPE_RECORD;
}

static guint
proctor_paged_list_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (PROCTOR_PAGED_LIST (model)->rows));
}

/* Only whoever scrolls asks for more, and not again and again for what can't be had. */
static gpointer
proctor_paged_list_get_item (GListModel *model,
                             guint position)
{
  ProctorPagedList *self = PROCTOR_PAGED_LIST (model);
  GListModel *rows = G_LIST_MODEL (self->rows);

  if (position + NEAR_END >= g_list_model_get_n_items (rows) && self->error == NULL && !self->wants_more)
    {
      self->wants_more = TRUE;
      go_on (self);
    }

  return g_list_model_get_item (rows, position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = proctor_paged_list_get_item_type;
  iface->get_n_items = proctor_paged_list_get_n_items;
  iface->get_item = proctor_paged_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ProctorPagedList, proctor_paged_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
set_state (ProctorPagedList *self,
           ProctorPagedListState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_error (ProctorPagedList *self,
           const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static guint
count_rows (ProctorPagedList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

/* Where there was nothing and now is an error, what was empty says so: nobody knows whether it still is. */
static void
update_state (ProctorPagedList *self)
{
  if (count_rows (self) > 0)
    set_state (self, PROCTOR_PAGED_LIST_CONTENT);
  else if (self->error != NULL)
    set_state (self, PROCTOR_PAGED_LIST_ERROR);
  else
    set_state (self, self->pager != NULL ? PROCTOR_PAGED_LIST_EMPTY : PROCTOR_PAGED_LIST_LOADING);
}

/* Returns how many rows were added. */
static guint
append (ProctorPagedList *self,
        GListStore *store,
        GListModel *items)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (items, i);

      if (self->is_hidden == NULL || !self->is_hidden (row))
        g_ptr_array_add (rows, g_steal_pointer (&row));
    }
  g_list_store_splice (store, g_list_model_get_n_items (G_LIST_MODEL (store)), 0, rows->pdata, rows->len);

  return rows->len;
}

/* Whether a refresh has read as much as was there before. */
static gboolean
is_refreshed (ProctorPagedList *self)
{
  guint n_read = g_list_model_get_n_items (G_LIST_MODEL (self->fresh));

  return !proctor_pager_has_more (self->fresh_pager) || (n_read > 0 && n_read >= count_rows (self));
}

static void
end_refresh (ProctorPagedList *self)
{
  g_autoptr (GListStore) fresh = g_steal_pointer (&self->fresh);

  g_set_object (&self->pager, self->fresh_pager);
  g_clear_object (&self->fresh_pager);
  set_error (self, NULL);
  proctor_record_list_assign (self->rows, G_LIST_MODEL (fresh));
}

static void
take_page (ProctorPagedList *self,
           GListModel *items)
{
  if (self->fresh_pager != NULL)
    {
      append (self, self->fresh, items);
      if (is_refreshed (self))
        end_refresh (self);
    }
  else
    {
      /* A page without rows says only that there may be some on the next. */
      self->wants_more = append (self, self->rows, items) == 0;
    }
}

/* What is shown stays; it only can't be said whether it is still so, or what comes after it. Who wanted
 * that gets it when there is an answer again. */
static void
fail (ProctorPagedList *self,
      const GError *error)
{
  g_clear_object (&self->fresh);
  g_clear_object (&self->fresh_pager);
  set_error (self, error);
}

static void
page_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  ProctorPagedList *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = proctor_pager_next_finish (PROCTOR_PAGER (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_PAGED_LIST (user_data);
  /* Whoever is told of what there is now may let go of the list, or ask it for more. */
  g_object_ref (self);
  self->is_asking = FALSE;
  proctor_health_report (proctor_session_get_health (self->session), error);
  if (page != NULL)
    take_page (self, proctor_page_get_items (page));
  else
    fail (self, error);
  update_state (self);
  go_on (self);
  g_object_unref (self);
}

static void
ask (ProctorPagedList *self,
     ProctorPager *pager)
{
  self->is_asking = TRUE;
  proctor_pager_next_async (pager, self->cancellable, page_cb, self);
}

/* One question at a time: what is being read is read first, then what is new, then what comes after. */
static void
go_on (ProctorPagedList *self)
{
  if (self->is_asking || g_cancellable_is_cancelled (self->cancellable))
    return;

  if (self->fresh_pager != NULL)
    {
      ask (self, self->fresh_pager);
    }
  else if (self->wants_refresh)
    {
      self->wants_refresh = FALSE;
      self->fresh = g_list_store_new (PROCTOR_TYPE_RECORD);
      self->fresh_pager = self->make_pager (proctor_session_get_client (self->session), self->maker_data);
      ask (self, self->fresh_pager);
    }
  else if (self->error == NULL && self->wants_more)
    {
      self->wants_more = self->pager != NULL && proctor_pager_has_more (self->pager);
      if (self->wants_more)
        ask (self, self->pager);
    }
}

static void
proctor_paged_list_dispose (GObject *object)
{
  ProctorPagedList *self = PROCTOR_PAGED_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->fresh);
  g_clear_object (&self->fresh_pager);
  g_clear_object (&self->pager);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (proctor_paged_list_parent_class)->dispose (object);
}

static void
proctor_paged_list_finalize (GObject *object)
{
  ProctorPagedList *self = PROCTOR_PAGED_LIST (object);

  g_clear_object (&self->rows);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  if (self->maker_destroy != NULL)
    self->maker_destroy (self->maker_data);

  G_OBJECT_CLASS (proctor_paged_list_parent_class)->finalize (object);
}

static void
proctor_paged_list_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  ProctorPagedList *self = PROCTOR_PAGED_LIST (object);

  switch ((ProctorPagedListProperty) property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    }
}

static void
proctor_paged_list_class_init (ProctorPagedListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_paged_list_dispose;
  object_class->finalize = proctor_paged_list_finalize;
  object_class->get_property = proctor_paged_list_get_property;

  /**
   * ProctorPagedList:state:
   *
   * What there is to show.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PROCTOR_TYPE_PAGED_LIST_STATE, PROCTOR_PAGED_LIST_LOADING, flags);

  /**
   * ProctorPagedList:error:
   *
   * Why the last page that was asked for could not be had.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_paged_list_init (ProctorPagedList *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_list_store_new (PROCTOR_TYPE_RECORD);
  g_signal_connect_object (self->rows, "items-changed", G_CALLBACK (g_list_model_items_changed), self, G_CONNECT_SWAPPED);
}

/* Takes the data, which tells the maker what is wanted. */
ProctorPagedList *
proctor_paged_list_new (ProctorSession *session,
                        ProctorPagedListMaker make_pager,
                        gpointer data,
                        GDestroyNotify destroy)
{
  ProctorPagedList *self = g_object_new (PROCTOR_TYPE_PAGED_LIST, NULL);

  self->session = g_object_ref (session);
  self->make_pager = make_pager;
  self->maker_data = data;
  self->maker_destroy = destroy;

  return self;
}

/* What a server may list although it was not asked for. */
void
proctor_paged_list_hide (ProctorPagedList *self,
                         gboolean (*is_hidden) (GObject *row))
{
  self->is_hidden = is_hidden;
}

static ProctorPager *
make_invocations_pager (ProctorClient *client,
                        gpointer data)
{
  const ProctorInvocationsQuery query = { .page_size = PAGE_SIZE };

  return proctor_invocations_list_all (client, &query);
}

/**
 * proctor_paged_list_new_invocations:
 * @session: a workspace
 *
 * Nothing is read before proctor_paged_list_refresh().
 *
 * Returns: (transfer full): what was run in @session, newest first; of #ProctorInvocationSummary, and
 *   of #ProctorUnreadable where a row could not be read
 */
ProctorPagedList *
proctor_paged_list_new_invocations (ProctorSession *session)
{
  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);

  return proctor_paged_list_new (session, make_invocations_pager, NULL, NULL);
}

static ProctorPager *
make_agent_invocations_pager (ProctorClient *client,
                              gpointer data)
{
  const ProctorInvocationsQuery query = { .agent_id = data, .page_size = PAGE_SIZE };

  return proctor_invocations_list_all (client, &query);
}

/**
 * proctor_paged_list_new_invocations_of:
 * @session: a workspace
 * @agent_id: an agent
 *
 * Returns: (transfer full): the same for one agent
 */
ProctorPagedList *
proctor_paged_list_new_invocations_of (ProctorSession *session,
                                       const char *agent_id)
{
  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);
  g_return_val_if_fail (agent_id != NULL, NULL);

  return proctor_paged_list_new (session, make_agent_invocations_pager, g_strdup (agent_id), g_free);
}

/**
 * proctor_paged_list_get_state:
 * @self: a list
 *
 * Returns: what there is to show
 */
ProctorPagedListState
proctor_paged_list_get_state (ProctorPagedList *self)
{
  g_return_val_if_fail (PROCTOR_IS_PAGED_LIST (self), PROCTOR_PAGED_LIST_LOADING);

  return self->state;
}

/**
 * proctor_paged_list_get_error:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): why the last page that was asked for could not be had
 */
const GError *
proctor_paged_list_get_error (ProctorPagedList *self)
{
  g_return_val_if_fail (PROCTOR_IS_PAGED_LIST (self), NULL);

  return self->error;
}

/**
 * proctor_paged_list_find:
 * @self: a list
 * @id: what identifies a row
 * @position: (out): where it is
 *
 * Looks for a row among those that have been read; no more are read for that.
 *
 * Returns: whether it is there
 */
gboolean
proctor_paged_list_find (ProctorPagedList *self,
                         const char *id,
                         guint *position)
{
  g_return_val_if_fail (PROCTOR_IS_PAGED_LIST (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  for (*position = 0; *position < count_rows (self); (*position)++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (G_LIST_MODEL (self->rows), *position);

      if (g_strcmp0 (proctor_record_get_identity (row), id) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * proctor_paged_list_refresh:
 * @self: a list
 *
 * Reads all again that was read before, or for the first time. An error stays until there is an
 * answer.
 */
void
proctor_paged_list_refresh (ProctorPagedList *self)
{
  g_return_if_fail (PROCTOR_IS_PAGED_LIST (self));

  /* What has been begun tells what is new well enough, unless it only reads on. */
  if (self->fresh_pager != NULL)
    return;

  self->wants_refresh = TRUE;
  go_on (self);
}

/**
 * proctor_paged_list_retry:
 * @self: a list
 *
 * Somebody says to try again.
 */
void
proctor_paged_list_retry (ProctorPagedList *self)
{
  g_return_if_fail (PROCTOR_IS_PAGED_LIST (self));

  if (count_rows (self) == 0 && self->error != NULL)
    {
      g_clear_object (&self->pager);
      set_error (self, NULL);
      update_state (self);
    }
  proctor_session_retry (self->session);
  proctor_paged_list_refresh (self);
}

/* The rows that are there, by their ids. */
static GHashTable *
collect_rows (ProctorPagedList *self)
{
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);

  for (guint i = 0; i < count_rows (self); i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      const char *id = proctor_record_get_identity (row);

      if (id != NULL)
        g_hash_table_insert (rows, (gpointer) id, g_object_ref (row));
    }

  return rows;
}

/**
 * proctor_paged_list_hear:
 * @self: a list
 * @newest: the first rows of the same list, which somebody else has just read; it gives them away
 *
 * Rows that are known say what they have become, and new ones come before them. What is else than
 * that is read.
 */
void
proctor_paged_list_hear (ProctorPagedList *self,
                         GListModel *newest)
{
  g_autoptr (GHashTable) known = NULL;
  g_autoptr (GPtrArray) first = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_known = 0;
  gboolean is_other = FALSE;

  g_return_if_fail (PROCTOR_IS_PAGED_LIST (self));
  g_return_if_fail (G_IS_LIST_MODEL (newest));

  if (self->pager == NULL)
    return;

  known = collect_rows (self);
  for (guint i = 0; i < g_list_model_get_n_items (newest); i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (newest, i);
      const char *id = proctor_record_get_identity (row);
      ProctorRecord *shown = id != NULL ? g_hash_table_lookup (known, id) : NULL;

      if (shown != NULL && G_OBJECT_TYPE (shown) == G_OBJECT_TYPE (row))
        {
          proctor_record_assign (shown, row);
          n_known++;
        }
      else if (id != NULL && n_known == 0)
        {
          g_ptr_array_add (first, g_steal_pointer (&row));
        }
      else if (id != NULL && n_known < count_rows (self))
        {
          is_other = TRUE;
        }
    }

  if (n_known == 0 || is_other)
    {
      if (first->len > 0 || is_other)
        proctor_paged_list_refresh (self);
    }
  else if (first->len > 0)
    {
      g_list_store_splice (self->rows, 0, 0, first->pdata, first->len);
      update_state (self);
    }
}
