/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-engine.h"
#include "proctor-testing.h"

#define CREATE "/v1/convai/agent-testing/create"
#define LIST "/v1/convai/agent-testing"
#define FOLDERS "/v1/convai/agent-testing/folders"
#define MOVE "/v1/convai/agent-testing/bulk-move"
#define SIMULATION "'type': 'simulation', 'success_conditions': ['x']"
#define STEPS 400
#define MOST_ENTRIES 60

/* A test or a folder, as it should be. */
typedef struct _Entry Entry;
struct _Entry
{
  char *id;
  char *name;
  gboolean is_folder;
  /* Borrowed */
  Entry *parent;
};

static void
entry_free (Entry *entry)
{
  g_free (entry->id);
  g_free (entry->name);
  g_free (entry);
}

/* The entries are in the order in which they were made. */
typedef struct
{
  ProctorTestingEngine *engine;
  GPtrArray *entries;
  guint n_names;
} Model;

static Entry *
pick (Model *model,
      gboolean is_folder)
{
  guint n_tries = model->entries->len * 2;

  for (guint i = 0; i < n_tries; i++)
    {
      Entry *entry = g_ptr_array_index (model->entries, (guint) g_test_rand_int_range (0, (gint32) model->entries->len));

      if (entry->is_folder == is_folder)
        return entry;
    }

  return NULL;
}

/* Often none, which is the root. */
static Entry *
pick_place (Model *model)
{
  return g_test_rand_int_range (0, 3) > 0 ? pick (model, TRUE) : NULL;
}

static char *
quote_id (Entry *entry)
{
  return entry != NULL ? g_strdup_printf ("'%s'", entry->id) : g_strdup ("null");
}

static gboolean
lies_in (Entry *entry,
         Entry *folder)
{
  for (; entry != NULL; entry = entry->parent)
    {
      if (entry == folder)
        return TRUE;
    }

  return FALSE;
}

static void
make (Model *model)
{
  Entry *entry;
  Entry *parent = pick_place (model);
  g_autofree char *place = quote_id (parent);

  if (model->entries->len >= MOST_ENTRIES)
    return;

  entry = g_new0 (Entry, 1);
  entry->name = g_strdup_printf ("Name %u", model->n_names++);
  entry->is_folder = g_test_rand_int_range (0, 3) == 0;
  entry->parent = parent;
  entry->id = proctor_testing_engine_make (model->engine, entry->is_folder ? FOLDERS : CREATE,
                                           "{'name': '%s', 'parent_folder_id': %s, " SIMULATION "}", entry->name, place);
  g_ptr_array_add (model->entries, entry);
}

static void
replace (Model *model)
{
  Entry *entry = pick (model, FALSE);
  Entry *parent = pick_place (model);
  g_autofree char *place = quote_id (parent);
  g_autofree char *path = NULL;

  if (entry == NULL)
    return;
  path = g_strconcat (LIST "/", entry->id, NULL);
  g_free (entry->name);
  entry->name = g_strdup_printf ("Name %u", model->n_names++);
  entry->parent = parent;
  proctor_testing_engine_assert_status (model->engine, 200, "PUT", path, "{'name': '%s', 'parent_folder_id': %s, " SIMULATION "}", entry->name, place);
}

static void
rename_folder (Model *model)
{
  Entry *entry = pick (model, TRUE);
  g_autofree char *path = NULL;

  if (entry == NULL)
    return;
  path = g_strconcat (FOLDERS "/", entry->id, NULL);
  g_free (entry->name);
  entry->name = g_strdup_printf ("Name %u", model->n_names++);
  proctor_testing_engine_assert_status (model->engine, 200, "PATCH", path, "{'name': '%s'}", entry->name);
}

static void
move (Model *model)
{
  Entry *entry = pick (model, g_test_rand_int_range (0, 2) == 0);
  Entry *parent = pick_place (model);
  g_autofree char *place = quote_id (parent);
  gboolean is_allowed;

  if (entry == NULL)
    return;
  is_allowed = !lies_in (parent, entry);
  proctor_testing_engine_assert_status (model->engine, is_allowed ? 200 : 422, "POST", MOVE, "{'entity_ids': ['%s'], 'move_to': %s}", entry->id, place);
  if (is_allowed)
    entry->parent = parent;
}

static void
delete_test (Model *model)
{
  Entry *entry = pick (model, FALSE);
  g_autofree char *path = NULL;

  if (entry == NULL)
    return;
  path = g_strconcat (LIST "/", entry->id, NULL);
  proctor_testing_engine_assert_status (model->engine, 200, "DELETE", path, NULL);
  g_ptr_array_remove (model->entries, entry);
}

static void
delete_folder (Model *model)
{
  Entry *folder = pick (model, TRUE);
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  gboolean force = g_test_rand_int_range (0, 4) == 0;
  g_autofree char *path = NULL;

  if (folder == NULL)
    return;
  for (guint i = 0; i < model->entries->len; i++)
    {
      if (lies_in (g_ptr_array_index (model->entries, i), folder))
        g_ptr_array_add (gone, g_ptr_array_index (model->entries, i));
    }
  path = g_strdup_printf (FOLDERS "/%s?force=%s", folder->id, force ? "true" : "false");
  proctor_testing_engine_assert_status (model->engine, force || gone->len == 1 ? 204 : 409, "DELETE", path, NULL);
  if (!force && gone->len > 1)
    return;
  for (guint i = 0; i < gone->len; i++)
    g_ptr_array_remove (model->entries, g_ptr_array_index (gone, i));
}

static guint
count_children (Model *model,
                Entry *folder)
{
  guint n_children = 0;

  for (guint i = 0; i < model->entries->len; i++)
    n_children += ((Entry *) g_ptr_array_index (model->entries, i))->parent == folder;

  return n_children;
}

static void
assert_same (Model *model,
             Entry *entry,
             JsonObject *row)
{
  JsonArray *path = json_object_get_array_member (row, "folder_path");
  Entry *folder = entry->is_folder ? entry : entry->parent;

  g_assert_cmpstr (json_object_get_string_member (row, "id"), ==, entry->id);
  g_assert_cmpstr (json_object_get_string_member (row, "name"), ==, entry->name);
  g_assert_cmpstr (json_object_get_string_member (row, "entity_type"), ==, entry->is_folder ? "folder" : "test");
  g_assert_cmpstr (json_object_get_string_member_with_default (row, "folder_parent_id", NULL), ==, entry->parent != NULL ? entry->parent->id : NULL);
  if (entry->is_folder)
    g_assert_cmpint (json_object_get_int_member (row, "children_count"), ==, count_children (model, entry));
  for (guint i = json_array_get_length (path); i > 0; i--)
    {
      JsonObject *segment = json_array_get_object_element (path, i - 1);

      g_assert_nonnull (folder);
      g_assert_cmpstr (json_object_get_string_member (segment, "id"), ==, folder->id);
      g_assert_cmpstr (json_object_get_string_member (segment, "name"), ==, folder->name);
      folder = folder->parent;
    }
  g_assert_null (folder);
}

/* Looks into a folder, or everywhere, and finds just what should be there, the newest first. */
static void
list (Model *model)
{
  gboolean everywhere = g_test_rand_int_range (0, 2) == 0;
  Entry *folder = everywhere ? NULL : pick_place (model);
  g_autofree char *path = g_strdup_printf (LIST "?include_folders=true&page_size=100&parent_folder_id=%s",
                                           everywhere ? "" : folder != NULL ? folder->id
                                                                            : "root");
  g_autoptr (JsonObject) page = proctor_testing_engine_get (model->engine, path);
  JsonArray *rows = json_object_get_array_member (page, "tests");
  guint n_found = 0;

  for (guint i = model->entries->len; i > 0; i--)
    {
      Entry *entry = g_ptr_array_index (model->entries, i - 1);

      if (!everywhere && entry->parent != folder)
        continue;
      g_assert_cmpuint (n_found, <, json_array_get_length (rows));
      assert_same (model, entry, json_array_get_object_element (rows, n_found++));
    }
  g_assert_cmpuint (n_found, ==, json_array_get_length (rows));
}

/* Whatever is done, and in whatever order, the engine has what a model in memory has. GLib prints
 * the seed; --seed repeats it. */
static void
test_random (void)
{
  void (*const steps[]) (Model *model) = { make, make, make, replace, rename_folder, move, move, delete_test, delete_folder, list, list };
  g_autoptr (ProctorTestingEngine) engine = proctor_testing_engine_new ();
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  Model model = { engine, entries, 0 };

  make (&model);
  for (guint i = 0; i < STEPS; i++)
    {
      if (entries->len == 0)
        make (&model);
      steps[g_test_rand_int_range (0, G_N_ELEMENTS (steps))](&model);
    }
  list (&model);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/engine/model/random", test_random);

  return g_test_run ();
}
