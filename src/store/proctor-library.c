/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-library.h"

#include "proctor-client.h"

/**
 * ProctorLibrary:
 *
 * All tests and folders of a workspace, as far as they are known.
 */
struct _ProctorLibrary
{
  GObject parent_instance;

  /* Owned */
  ProctorClient *client;
  GPtrArray *items;
  GListStore *folders;
};

G_DEFINE_FINAL_TYPE (ProctorLibrary, proctor_library, G_TYPE_OBJECT)

typedef enum
{
  PROP_LOADING = 1,
  PROP_COMPLETE,
  PROP_CACHED,
  PROP_ERROR,
  PROP_N_TESTS,
  PROP_REFRESHED_AT,
} ProctorLibraryProperty;

static GParamSpec *properties[PROP_REFRESHED_AT + 1];

static void
proctor_library_finalize (GObject *object)
{
  ProctorLibrary *self = PROCTOR_LIBRARY (object);

  g_clear_object (&self->client);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_object (&self->folders);

  G_OBJECT_CLASS (proctor_library_parent_class)->finalize (object);
}

static void
proctor_library_get_property (GObject *object,
                              guint property_id,
                              GValue *value,
                              GParamSpec *pspec)
{
  switch ((ProctorLibraryProperty) property_id)
    {
    case PROP_LOADING:
    case PROP_COMPLETE:
    case PROP_CACHED:
    case PROP_ERROR:
    case PROP_N_TESTS:
    case PROP_REFRESHED_AT:
      break;
    }
}

static void
proctor_library_class_init (ProctorLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = proctor_library_finalize;
  object_class->get_property = proctor_library_get_property;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);
  properties[PROP_CACHED] = g_param_spec_boolean ("cached", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_N_TESTS] = g_param_spec_uint ("n-tests", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_REFRESHED_AT] = g_param_spec_int64 ("refreshed-at", NULL, NULL, 0, G_MAXINT64, 0, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  g_signal_new ("changed", PROCTOR_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_library_init (ProctorLibrary *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->folders = g_list_store_new (PROCTOR_TYPE_FOLDER_ITEM);
}

ProctorLibrary *
proctor_library_new (ProctorClient *client,
                     const char *workspace_id,
                     ProctorCache *cache,
                     ProctorHistory *history,
                     ProctorHealth *health)
{
  ProctorLibrary *self = g_object_new (PROCTOR_TYPE_LIBRARY, NULL);

  self->client = g_object_ref (client);

  return self;
}

void
proctor_library_start (ProctorLibrary *self)
{
}

void
proctor_library_refresh (ProctorLibrary *self,
                         gboolean thorough)
{
}

void
proctor_library_want_more (ProctorLibrary *self)
{
}

void
proctor_library_want_all (ProctorLibrary *self)
{
}

void
proctor_library_set_in_view (ProctorLibrary *self,
                             const char *const *test_ids)
{
}

void
proctor_library_search_server (ProctorLibrary *self,
                               const char *text)
{
}

void
proctor_library_load_results (ProctorLibrary *self)
{
}

gboolean
proctor_library_is_loading (ProctorLibrary *self)
{
  return FALSE;
}

gboolean
proctor_library_is_complete (ProctorLibrary *self)
{
  return FALSE;
}

gboolean
proctor_library_is_cached (ProctorLibrary *self)
{
  return FALSE;
}

const GError *
proctor_library_get_error (ProctorLibrary *self)
{
  return NULL;
}

GPtrArray *
proctor_library_get_items (ProctorLibrary *self)
{
  return self->items;
}

GListModel *
proctor_library_get_folders (ProctorLibrary *self)
{
  return G_LIST_MODEL (self->folders);
}

ProctorTestItem *
proctor_library_find (ProctorLibrary *self,
                      const char *test_id)
{
  return NULL;
}

ProctorFolderItem *
proctor_library_find_folder (ProctorLibrary *self,
                             const char *folder_id)
{
  return NULL;
}

guint
proctor_library_get_n_tests (ProctorLibrary *self)
{
  return self->items->len;
}

void
proctor_library_hide (ProctorLibrary *self,
                      const char *const *ids)
{
}

void
proctor_library_unhide (ProctorLibrary *self,
                        const char *const *ids)
{
}

void
proctor_library_forget (ProctorLibrary *self,
                        const char *const *ids)
{
}

void
proctor_library_place (ProctorLibrary *self,
                       const char *const *ids,
                       const char *folder_id)
{
}

void
proctor_library_add (ProctorLibrary *self,
                     ProctorTestSummary *summary)
{
}
