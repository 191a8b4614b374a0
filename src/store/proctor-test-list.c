/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-list.h"

/**
 * ProctorTestList:
 *
 * The tests of a folder, or all, as a view shows them: searched, filtered and in order.
 */
struct _ProctorTestList
{
  GObject parent_instance;

  /* Owned */
  ProctorLibrary *library;
  GPtrArray *shown;
  char *folder_id;
  char *search;
  char *creator;

  guint kinds;
  guint sort;
  gboolean shared_with_me;
  gboolean mine;
  gboolean descending;
};

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

static gpointer
proctor_test_list_get_item (GListModel *model,
                            guint position)
{
  ProctorTestList *self = PROCTOR_TEST_LIST (model);

  return position < self->shown->len ? g_object_ref (self->shown->pdata[position]) : NULL;
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

static void
proctor_test_list_finalize (GObject *object)
{
  ProctorTestList *self = PROCTOR_TEST_LIST (object);

  g_clear_object (&self->library);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->folder_id, g_free);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->creator, g_free);

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
      g_value_set_uint (value, self->sort);
      break;
    case PROP_DESCENDING:
      g_value_set_boolean (value, self->descending);
      break;
    case PROP_STATE:
      g_value_set_uint (value, proctor_test_list_get_state (self));
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->shown->len);
      break;
    }
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
      g_set_str (&self->folder_id, g_value_get_string (value));
      break;
    case PROP_SEARCH:
      g_set_str (&self->search, g_value_get_string (value));
      break;
    case PROP_KINDS:
      self->kinds = g_value_get_uint (value);
      break;
    case PROP_SHARED_WITH_ME:
      self->shared_with_me = g_value_get_boolean (value);
      break;
    case PROP_MINE:
      self->mine = g_value_get_boolean (value);
      break;
    case PROP_CREATOR:
      g_set_str (&self->creator, g_value_get_string (value));
      break;
    case PROP_SORT:
      self->sort = g_value_get_uint (value);
      break;
    case PROP_DESCENDING:
      self->descending = g_value_get_boolean (value);
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
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

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
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->sort = PROCTOR_TEST_SORT_CREATED;
  self->descending = TRUE;
  self->search = g_strdup ("");
}

ProctorTestList *
proctor_test_list_new (ProctorLibrary *library)
{
  ProctorTestList *self = g_object_new (PROCTOR_TYPE_TEST_LIST, NULL);

  self->library = g_object_ref (library);

  return self;
}

ProctorLibrary *
proctor_test_list_get_library (ProctorTestList *self)
{
  return self->library;
}

ProctorTestListState
proctor_test_list_get_state (ProctorTestList *self)
{
  return self->shown->len > 0 ? PROCTOR_TEST_LIST_CONTENT : PROCTOR_TEST_LIST_LOADING;
}

const char *
proctor_test_list_get_folder_id (ProctorTestList *self)
{
  return self->folder_id;
}

const char *
proctor_test_list_get_search (ProctorTestList *self)
{
  return self->search;
}

gboolean
proctor_test_list_is_filtered (ProctorTestList *self)
{
  return self->kinds != 0 || self->shared_with_me || self->mine || self->creator != NULL;
}

void
proctor_test_list_collect_async (ProctorTestList *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, proctor_test_list_collect_async);
  g_task_return_pointer (task, g_ptr_array_ref (self->shown), (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
proctor_test_list_collect_finish (ProctorTestList *self,
                                  GAsyncResult *result,
                                  GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
proctor_test_list_dup_state_text (ProctorTestList *self)
{
  return g_strdup ("");
}

void
proctor_test_list_restore (ProctorTestList *self,
                           const char *text)
{
}
