/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-model-settings.h"

#include <json-glib/json-glib.h>

ProctorModelSettings *
proctor_model_settings_new (const char *address,
                            const char *model)
{
  ProctorModelSettings *settings = g_new0 (ProctorModelSettings, 1);

  settings->address = g_strdup (address);
  settings->model = g_strdup (model);

  return settings;
}

void
proctor_model_settings_free (ProctorModelSettings *settings)
{
  g_free (settings->address);
  g_free (settings->model);
  g_free (settings);
}

gboolean
proctor_model_settings_equal (const ProctorModelSettings *one,
                              const ProctorModelSettings *other)
{
  return g_strcmp0 (one->address, other->address) == 0 && g_strcmp0 (one->model, other->model) == 0;
}

/**
 * proctor_model_settings_read:
 * @database: the database
 * @data: nothing
 * @error: never set
 *
 * Returns: (transfer full): the settings
 */
gpointer
proctor_model_settings_read (ProctorDatabase *database,
                             gpointer data,
                             GError **error)
{
  g_autofree char *address = proctor_database_dup_text (database, "SELECT value FROM settings WHERE name = 'model_address'", "");
  g_autofree char *model = proctor_database_dup_text (database, "SELECT value FROM settings WHERE name = 'model'", "");

  return proctor_model_settings_new (address, model);
}

static void
write_setting (ProctorDatabase *database,
               const char *name,
               const char *value)
{
  if (value != NULL)
    proctor_database_run (database, "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", "ss", name, value);
  else
    proctor_database_run (database, "DELETE FROM settings WHERE name = ?", "s", name);
}

void
proctor_model_settings_write (ProctorDatabase *database,
                              const ProctorModelSettings *settings)
{
  write_setting (database, "model_address", settings->address);
  write_setting (database, "model", settings->model);
  /* What others had is not what these have. */
  write_setting (database, "models", NULL);
}

/**
 * proctor_model_settings_write_models:
 * @database: the database
 * @data: (array zero-terminated=1): the models that there are
 * @error: never set
 *
 * Returns: %NULL
 */
gpointer
proctor_model_settings_write_models (ProctorDatabase *database,
                                     gpointer data,
                                     GError **error)
{
  g_autoptr (JsonArray) models = json_array_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  char **names = data;

  for (gsize i = 0; names[i] != NULL; i++)
    json_array_add_string_element (models, names[i]);
  node = json_node_init_array (json_node_alloc (), models);
  text = json_to_string (node, FALSE);
  write_setting (database, "models", text);

  return NULL;
}
