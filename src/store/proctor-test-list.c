/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-list-private.h"

/**
 * ProctorTestList:
 *
 * The tests of a folder, or all, as a view shows them: searched, filtered and in order. It follows
 * its library, and has it read on when somebody comes near the end of what is there.
 */

/* How long somebody has to stop typing before the server is asked. */
#define SEARCH_MSECS 250
/* How near the end somebody may come before there is more. */
#define MARGIN PROCTOR_LIBRARY_PAGE_SIZE
/* Whether there has to be more is looked at when what has come is in the list, for which the library has the
 * default priority: before, there seems to be too little, and a page is read that nobody needs. */
#define CHECK_PRIORITY (G_PRIORITY_DEFAULT + 1)

static GType
proctor_test_list_get_item_type (GListModel *model)
{
  return PROCTOR_TYPE_TEST_ITEM;
}

static guint
proctor_test_list_get_n_items (GListModel *model)
{
  return PROCTOR_TEST_LIST (model)->shown->len;
}

/* Asked for a row, a list must not change; what follows from it waits. */
static gpointer
proctor_test_list_get_item (GListModel *model,
                            guint position)
{
  ProctorTestList *self = PROCTOR_TEST_LIST (model);

  if (position >= self->shown->len)
    return NULL;

  if (position > self->looked_at)
    {
      self->looked_at = position;
      if (position + MARGIN > self->shown->len)
        proctor_test_list_schedule_check (self);
    }

  return g_object_ref (self->shown->pdata[position]);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = proctor_test_list_get_item_type;
  interface->get_n_items = proctor_test_list_get_n_items;
  interface->get_item = proctor_test_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ProctorTestList, proctor_test_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

typedef enum
{
  PROP_FOLDER_ID = 1,
  PROP_SEARCH,
  PROP_KINDS,
  PROP_SHARED_WITH_ME,
  PROP_MINE,
  PROP_CREATOR,
  PROP_SORT,
  PROP_DESCENDING,
  PROP_STATE,
  PROP_N_ITEMS,
} ProctorTestListProperty;

static GParamSpec *properties[PROP_N_ITEMS + 1];

static gboolean
is_default_order (ProctorTestList *self)
{
  return self->next_order.sort == PROCTOR_TEST_SORT_CREATED && self->next_order.descending;
}

static gboolean
is_searched (ProctorTestList *self)
{
  return *self->search != '\0';
}

/* What the server finds is read as far as somebody looks; only if it can't be asked, everything is
 * read that it would have looked through. */
static void
want_more (ProctorTestList *self)
{
  if (self->looked_at + MARGIN <= self->shown->len)
    return;

  if (!is_searched (self))
    proctor_library_want_more (self->library);
  else if (proctor_library_is_searching (self->library))
    proctor_library_search_more (self->library);
  else if (self->search_source == 0 && !proctor_library_is_search_done (self->library))
    proctor_library_want_more (self->library);
}

/* In an order that is not the server's, what has not been read may belong anywhere. */
static void
check (ProctorTestList *self)
{
  if (self->shared_with_me)
    proctor_library_learn (self->library, PROCTOR_LIBRARY_LESSON_SHARED);
  if (self->mine)
    proctor_library_learn (self->library, PROCTOR_LIBRARY_LESSON_MINE);
  if (proctor_library_is_complete (self->library))
    return;

  if (!is_default_order (self) || !proctor_library_is_newest_first (self->library))
    proctor_library_go_to_end (self->library);
  else
    want_more (self);
}

static gboolean
check_cb (gpointer user_data)
{
  ProctorTestList *self = user_data;

  self->check_source = 0;
  if (self->has_to_start_over)
    {
      self->has_to_start_over = FALSE;
      proctor_test_list_fill (self);
      g_ptr_array_set_size (self->kept, 0);
    }
  check (self);

  return G_SOURCE_REMOVE;
}

/* Looks soon whether there has to be more. */
void
proctor_test_list_schedule_check (ProctorTestList *self)
{
  if (self->check_source == 0)
    self->check_source = g_idle_add_full (CHECK_PRIORITY, check_cb, self, NULL);
}

static ProctorTestListState
find_state (ProctorTestList *self)
{
  gboolean is_complete = proctor_library_is_complete (self->library);
  gboolean is_empty = proctor_library_get_n_tests (self->library) == 0;

  if (self->shown->len > 0)
    return PROCTOR_TEST_LIST_CONTENT;
  if (self->sorting != NULL || (!is_complete && proctor_library_is_loading (self->library)))
    return PROCTOR_TEST_LIST_LOADING;
  if (is_empty && !is_complete)
    return proctor_library_get_error (self->library) != NULL ? PROCTOR_TEST_LIST_ERROR : PROCTOR_TEST_LIST_LOADING;
  if (!is_complete && self->search_source != 0)
    return PROCTOR_TEST_LIST_LOADING;
  if ((is_searched (self) || proctor_test_list_is_filtered (self)) && !is_empty)
    return PROCTOR_TEST_LIST_NO_MATCH;

  return self->folder_id != NULL ? PROCTOR_TEST_LIST_FOLDER_EMPTY : PROCTOR_TEST_LIST_EMPTY;
}

/* Tells what a view shows beside the rows, or in their place. */
void
proctor_test_list_update_state (ProctorTestList *self)
{
  ProctorTestListState state = find_state (self);

  if (self->told_n_items != self->shown->len)
    {
      self->told_n_items = self->shown->len;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
    }
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
}

static void
library_notify_cb (ProctorTestList *self)
{
  proctor_test_list_update_state (self);
  proctor_test_list_schedule_check (self);
}

/* Whoever is in the middle of telling what has changed can't take more; he starts over. */
static void
news_cb (ProctorTestList *self,
         ProctorLibraryNews *news)
{
  if (!self->is_telling)
    {
      proctor_test_list_take_news (self, news);
      proctor_test_list_update_state (self);
      proctor_test_list_schedule_check (self);
      return;
    }

  for (guint i = 0; i < news->removed->len; i++)
    g_ptr_array_add (self->kept, g_object_ref (news->removed->pdata[i]));
  self->has_to_start_over = TRUE;
  proctor_test_list_schedule_check (self);
}

static gboolean
search_cb (gpointer user_data)
{
  ProctorTestList *self = user_data;

  self->search_source = 0;
  proctor_library_search_server (self->library, self->search);
  proctor_test_list_update_state (self);
  proctor_test_list_schedule_check (self);

  return G_SOURCE_REMOVE;
}

/* What is here is searched at once, the server when somebody has stopped typing. */
static void
search_soon (ProctorTestList *self)
{
  g_clear_handle_id (&self->search_source, g_source_remove);
  if (!is_searched (self))
    proctor_library_search_server (self->library, NULL);
  else if (!proctor_library_is_complete (self->library))
    self->search_source = g_timeout_add (SEARCH_MSECS, search_cb, self);
}

static void
start_over_later (ProctorTestList *self)
{
  self->has_to_start_over = TRUE;
  proctor_test_list_schedule_check (self);
}

static void
filter (ProctorTestList *self,
        ProctorTestListProperty property)
{
  if (self->is_telling || self->match == NULL)
    start_over_later (self);
  else
    proctor_test_list_filter (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
sort (ProctorTestList *self,
      ProctorTestListProperty property)
{
  if (self->is_telling || self->match == NULL)
    start_over_later (self);
  else
    proctor_test_list_sort (self);
  proctor_test_list_schedule_check (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_search (ProctorTestList *self,
            const char *search)
{
  if (!g_set_str (&self->search, search != NULL ? search : ""))
    return;

  search_soon (self);
  filter (self, PROP_SEARCH);
}

static void
proctor_test_list_dispose (GObject *object)
{
  ProctorTestList *self = PROCTOR_TEST_LIST (object);

  g_cancellable_cancel (self->sorting);
  g_clear_handle_id (&self->search_source, g_source_remove);
  g_clear_handle_id (&self->check_source, g_source_remove);

  G_OBJECT_CLASS (proctor_test_list_parent_class)->dispose (object);
}

static void
proctor_test_list_finalize (GObject *object)
{
  ProctorTestList *self = PROCTOR_TEST_LIST (object);

  g_clear_object (&self->sorting);
  g_clear_pointer (&self->news_while_sorting, g_ptr_array_unref);
  g_clear_pointer (&self->gone_while_sorting, g_ptr_array_unref);
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->match, proctor_test_match_free);
  g_clear_pointer (&self->folder_id, g_free);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->creator, g_free);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (proctor_test_list_parent_class)->finalize (object);
}

static void
proctor_test_list_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  ProctorTestList *self = PROCTOR_TEST_LIST (object);

  switch ((ProctorTestListProperty) property_id)
    {
    case PROP_FOLDER_ID:
      g_value_set_string (value, self->folder_id);
      break;
    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;
    case PROP_KINDS:
      g_value_set_uint (value, self->kinds);
      break;
    case PROP_SHARED_WITH_ME:
      g_value_set_boolean (value, self->shared_with_me);
      break;
    case PROP_MINE:
      g_value_set_boolean (value, self->mine);
      break;
    case PROP_CREATOR:
      g_value_set_string (value, self->creator);
      break;
    case PROP_SORT:
      g_value_set_uint (value, self->next_order.sort);
      break;
    case PROP_DESCENDING:
      g_value_set_boolean (value, self->next_order.descending);
      break;
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->shown->len);
      break;
    }
}

static gboolean
set_number (guint *number,
            guint value)
{
  gboolean changed = *number != value;

  *number = value;

  return changed;
}

static gboolean
set_flag (gboolean *flag,
          gboolean value)
{
  gboolean changed = *flag != value;

  *flag = value;

  return changed;
}

static void
proctor_test_list_set_property (GObject *object,
                                guint property_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  ProctorTestList *self = PROCTOR_TEST_LIST (object);

  switch ((ProctorTestListProperty) property_id)
    {
    case PROP_FOLDER_ID:
      if (g_set_str (&self->folder_id, g_value_get_string (value)))
        filter (self, PROP_FOLDER_ID);
      break;
    case PROP_SEARCH:
      set_search (self, g_value_get_string (value));
      break;
    case PROP_KINDS:
      if (set_number (&self->kinds, g_value_get_uint (value)))
        filter (self, PROP_KINDS);
      break;
    case PROP_SHARED_WITH_ME:
      if (set_flag (&self->shared_with_me, g_value_get_boolean (value)))
        filter (self, PROP_SHARED_WITH_ME);
      break;
    case PROP_MINE:
      if (set_flag (&self->mine, g_value_get_boolean (value)))
        filter (self, PROP_MINE);
      break;
    case PROP_CREATOR:
      if (g_set_str (&self->creator, g_value_get_string (value)))
        filter (self, PROP_CREATOR);
      break;
    case PROP_SORT:
      if (set_number (&self->next_order.sort, g_value_get_uint (value)))
        sort (self, PROP_SORT);
      break;
    case PROP_DESCENDING:
      if (set_flag (&self->next_order.descending, g_value_get_boolean (value)))
        sort (self, PROP_DESCENDING);
      break;
    case PROP_STATE:
    case PROP_N_ITEMS:
      break;
    }
}

static void
proctor_test_list_class_init (ProctorTestListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_test_list_dispose;
  object_class->finalize = proctor_test_list_finalize;
  object_class->get_property = proctor_test_list_get_property;
  object_class->set_property = proctor_test_list_set_property;

  properties[PROP_FOLDER_ID] = g_param_spec_string ("folder-id", NULL, NULL, NULL, flags);
  properties[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, "", flags);
  properties[PROP_KINDS] = g_param_spec_uint ("kinds", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_SHARED_WITH_ME] = g_param_spec_boolean ("shared-with-me", NULL, NULL, FALSE, flags);
  properties[PROP_MINE] = g_param_spec_boolean ("mine", NULL, NULL, FALSE, flags);
  properties[PROP_CREATOR] = g_param_spec_string ("creator", NULL, NULL, NULL, flags);
  properties[PROP_SORT] = g_param_spec_uint ("sort", NULL, NULL, 0, PROCTOR_TEST_SORT_LAST_RESULT, PROCTOR_TEST_SORT_CREATED, flags);
  properties[PROP_DESCENDING] = g_param_spec_boolean ("descending", NULL, NULL, TRUE, flags);
  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, PROCTOR_TEST_LIST_CONTENT, PROCTOR_TEST_LIST_LOADING, readable);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, readable);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_test_list_init (ProctorTestList *self)
{
  self->all = g_ptr_array_new ();
  self->shown = g_ptr_array_new ();
  self->kept = g_ptr_array_new_with_free_func (g_object_unref);
  self->search = g_strdup ("");
  self->order = (ProctorTestOrder) { PROCTOR_TEST_SORT_CREATED, TRUE };
  self->next_order = self->order;
}

/**
 * proctor_test_list_new:
 * @library: where the tests are
 *
 * Returns: (transfer full): a list of all of them, the newest first
 */
ProctorTestList *
proctor_test_list_new (ProctorLibrary *library)
{
  ProctorTestList *self;

  g_return_val_if_fail (PROCTOR_IS_LIBRARY (library), NULL);

  self = g_object_new (PROCTOR_TYPE_TEST_LIST, NULL);
  self->library = g_object_ref (library);
  g_signal_connect_object (library, "news", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify", G_CALLBACK (library_notify_cb), self, G_CONNECT_SWAPPED);
  proctor_test_list_fill (self);

  return self;
}

/**
 * proctor_test_list_get_library:
 * @self: a list
 *
 * Returns: (transfer none): where the tests are
 */
ProctorLibrary *
proctor_test_list_get_library (ProctorTestList *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_LIST (self), NULL);

  return self->library;
}

/**
 * proctor_test_list_get_state:
 * @self: a list
 *
 * Returns: what there is to be seen
 */
ProctorTestListState
proctor_test_list_get_state (ProctorTestList *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_LIST (self), PROCTOR_TEST_LIST_LOADING);

  return self->state;
}

/**
 * proctor_test_list_get_folder_id:
 * @self: a list
 *
 * Returns: (nullable): the folder whose tests are shown, %NULL for all tests
 */
const char *
proctor_test_list_get_folder_id (ProctorTestList *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_LIST (self), NULL);

  return self->folder_id;
}

/**
 * proctor_test_list_get_search:
 * @self: a list
 *
 * Returns: what is looked for, "" for nothing
 */
const char *
proctor_test_list_get_search (ProctorTestList *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_LIST (self), NULL);

  return self->search;
}

/**
 * proctor_test_list_is_filtered:
 * @self: a list
 *
 * Returns: whether tests are left out for their kind, for whose they are or who made them
 */
gboolean
proctor_test_list_is_filtered (ProctorTestList *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_LIST (self), FALSE);

  return self->kinds != 0 || self->shared_with_me || self->mine || self->creator != NULL;
}
