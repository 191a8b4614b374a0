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

ProctorModelSettings *
proctor_model_settings_copy (const ProctorModelSettings *settings)
{
  ProctorModelSettings *copy = proctor_model_settings_new (settings->address, settings->model);

  copy->judge_model = g_strdup (settings->judge_model);
  copy->user_model = g_strdup (settings->user_model);
  copy->runs_at_a_time = settings->runs_at_a_time;
  copy->answer_secs = settings->answer_secs;
  copy->run_secs = settings->run_secs;
  copy->wants_key = settings->wants_key;

  return copy;
}

void
proctor_model_settings_free (ProctorModelSettings *settings)
{
  g_free (settings->address);
  g_free (settings->model);
  g_free (settings->judge_model);
  g_free (settings->user_model);
  g_free (settings);
}

gboolean
proctor_model_settings_equal (const ProctorModelSettings *one,
                              const ProctorModelSettings *other)
{
  return g_strcmp0 (one->address, other->address) == 0 && g_strcmp0 (one->model, other->model) == 0 && g_strcmp0 (one->judge_model, other->judge_model) == 0 && g_strcmp0 (one->user_model, other->user_model) == 0 && one->runs_at_a_time == other->runs_at_a_time && one->answer_secs == other->answer_secs && one->run_secs == other->run_secs;
}

static char *
read_setting (ProctorDatabase *database,
              const char *name)
{
  return proctor_database_dup_text (database, "SELECT value FROM settings WHERE name = ?", "s", name);
}

/* What makes no sense is as good as nothing. */
static guint
read_number (ProctorDatabase *database,
             const char *name,
             guint most)
{
  g_autofree char *text = read_setting (database, name);
  guint64 number = text != NULL ? g_ascii_strtoull (text, NULL, 10) : 0;

  return number <= most ? (guint) number : 0;
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
  ProctorModelSettings *settings = proctor_model_settings_new (NULL, NULL);
  g_autofree char *wants_key = read_setting (database, "model_wants_key");

  settings->address = read_setting (database, "model_address");
  settings->model = read_setting (database, "model");
  settings->judge_model = read_setting (database, "judge_model");
  settings->user_model = read_setting (database, "user_model");
  settings->runs_at_a_time = read_number (database, "runs_at_a_time", PROCTOR_MODEL_MOST_RUNS);
  settings->answer_secs = read_number (database, "answer_secs", PROCTOR_MODEL_MOST_ANSWER_SECS);
  settings->run_secs = read_number (database, "run_secs", PROCTOR_MODEL_MOST_RUN_SECS);
  settings->wants_key = wants_key != NULL;

  return settings;
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

static void
write_number (ProctorDatabase *database,
              const char *name,
              guint number)
{
  g_autofree char *text = number > 0 ? g_strdup_printf ("%u", number) : NULL;

  write_setting (database, name, text);
}

/**
 * proctor_model_settings_write:
 * @database: the database
 * @data: the settings
 * @error: never set
 *
 * Returns: %NULL
 */
gpointer
proctor_model_settings_write (ProctorDatabase *database,
                              gpointer data,
                              GError **error)
{
  const ProctorModelSettings *settings = data;
  g_autofree char *before = read_setting (database, "model_address");

  write_setting (database, "model_address", settings->address);
  write_setting (database, "model", settings->model);
  write_setting (database, "judge_model", settings->judge_model);
  write_setting (database, "user_model", settings->user_model);
  write_number (database, "runs_at_a_time", settings->runs_at_a_time);
  write_number (database, "answer_secs", settings->answer_secs);
  write_number (database, "run_secs", settings->run_secs);
  /* What others had is not what these have. */
  if (g_strcmp0 (before, settings->address) != 0)
    write_setting (database, "models", NULL);

  return NULL;
}

/**
 * proctor_model_settings_write_wants_key:
 * @database: the database
 * @data: whether there is a key, as an int in a pointer; the key itself is never written
 * @error: never set
 *
 * Returns: %NULL
 */
gpointer
proctor_model_settings_write_wants_key (ProctorDatabase *database,
                                        gpointer data,
                                        GError **error)
{
  write_setting (database, "model_wants_key", GPOINTER_TO_INT (data) ? "yes" : NULL);

  return NULL;
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
