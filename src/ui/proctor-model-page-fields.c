/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-model-page-private.h"

#include <glib/gi18n.h>

#define SECS_PER_MIN 60

/* What stands in the fields, and what is in force. */

static char *
dup_text (gpointer row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

char *
proctor_model_page_dup_address (ProctorModelPage *self)
{
  return dup_text (self->address_row);
}

/* The first server is the built-in models. */
gboolean
proctor_model_page_is_builtin (ProctorModelPage *self)
{
  return adw_combo_row_get_selected (self->server_row) == 0;
}

/* Returns the server that is chosen, %NULL for the built-in models and for another server. */
const ProctorModelServer *
proctor_model_page_get_server (ProctorModelPage *self)
{
  guint n_servers;
  const ProctorModelServer *servers = proctor_model_servers_get_all (&n_servers);
  guint selected = adw_combo_row_get_selected (self->server_row);

  return selected > 0 && selected <= n_servers ? &servers[selected - 1] : NULL;
}

gboolean
proctor_model_page_is_fixed (ProctorModelPage *self,
                             const char *member)
{
  ProctorModelSource *source = proctor_model_setup_get_source (self->setup);
  const char *const *fixed = source != NULL ? proctor_model_source_get_fixed (source) : NULL;

  return fixed != NULL && g_strv_contains (fixed, member);
}

/* What stands in the fields. */
ProctorModelSource *
proctor_model_page_make_source (ProctorModelPage *self)
{
  ProctorModelSource *before = proctor_model_setup_get_source (self->setup);
  ProctorModelSource *source = proctor_model_source_new ();
  g_autofree char *address = dup_text (self->address_row);
  g_autofree char *model = dup_text (self->model_row);
  g_autofree char *judge = dup_text (self->judge_row);
  g_autofree char *user = dup_text (self->user_row);
  gint64 run_secs = before != NULL ? proctor_model_source_get_run_secs (before) : 0;
  gint64 minutes = (gint64) adw_spin_row_get_value (self->run_row);

  if (!proctor_model_page_is_builtin (self))
    {
      proctor_model_source_set_base_url (source, address);
      proctor_model_source_set_model (source, *model != '\0' ? model : NULL);
    }
  proctor_model_source_set_judge_model (source, *judge != '\0' ? judge : NULL);
  proctor_model_source_set_simulated_user_model (source, *user != '\0' ? user : NULL);
  proctor_model_source_set_runs_at_a_time (source, (gint64) adw_spin_row_get_value (self->runs_row));
  proctor_model_source_set_answer_secs (source, (gint64) adw_spin_row_get_value (self->answer_row));
  /* Seconds that somebody else has set stay what they are. */
  if (minutes != (run_secs + SECS_PER_MIN - 1) / SECS_PER_MIN)
    run_secs = minutes * SECS_PER_MIN;
  proctor_model_source_set_run_secs (source, run_secs);
  if (before != NULL)
    proctor_model_source_set_fixed (source, proctor_model_source_get_fixed (before));

  return source;
}

/* What has been typed, empty for a key that is to go, %NULL for the one that is kept. */
const char *
proctor_model_page_get_key (ProctorModelPage *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->key_row));

  /* Where others could read it, none is sent. */
  if (proctor_model_setup_is_unsafe (gtk_editable_get_text (self->address_row)))
    return "";
  if (*typed != '\0')
    return typed;

  return self->forgets_key ? "" : NULL;
}

gboolean
proctor_model_page_differs (ProctorModelPage *self)
{
  ProctorModelSource *before = proctor_model_setup_get_source (self->setup);
  gboolean asks_key = !proctor_model_page_is_builtin (self) && !proctor_model_setup_is_unsafe (gtk_editable_get_text (self->address_row));
  g_autoptr (ProctorModelSource) now = proctor_model_page_make_source (self);

  if (before == NULL || !self->filled || proctor_model_page_is_fixed (self, "base_url"))
    return FALSE;

  return (asks_key && proctor_model_page_get_key (self) != NULL) || g_strcmp0 (proctor_model_source_get_base_url (now), proctor_model_source_get_base_url (before)) != 0 || g_strcmp0 (proctor_model_source_get_model (now), proctor_model_source_get_model (before)) != 0 || g_strcmp0 (proctor_model_source_get_judge_model (now), proctor_model_source_get_judge_model (before)) != 0 || g_strcmp0 (proctor_model_source_get_simulated_user_model (now), proctor_model_source_get_simulated_user_model (before)) != 0 || proctor_model_source_get_runs_at_a_time (now) != proctor_model_source_get_runs_at_a_time (before) || proctor_model_source_get_answer_secs (now) != proctor_model_source_get_answer_secs (before) || proctor_model_source_get_run_secs (now) != proctor_model_source_get_run_secs (before);
}

/* Whether there is somebody to ask, and it has been said that it may be asked there. */
gboolean
proctor_model_page_can_ask (ProctorModelPage *self)
{
  const char *address = gtk_editable_get_text (self->address_row);

  if (proctor_model_page_is_builtin (self))
    return TRUE;
  if (!proctor_model_setup_is_address (address))
    return FALSE;

  return proctor_model_page_is_fixed (self, "base_url") || !proctor_model_setup_is_unsafe (address) || adw_switch_row_get_active (self->unsafe_row);
}

static guint
find_position (const char *base_url)
{
  guint n_servers;
  const ProctorModelServer *servers = proctor_model_servers_get_all (&n_servers);
  const ProctorModelServer *server = proctor_model_servers_find (base_url);

  if (base_url == NULL)
    return 0;

  return server != NULL ? (guint) (server - servers) + 1 : n_servers + 1;
}

static void
set_text (gpointer row,
          const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

/* Shows what is in force. */
void
proctor_model_page_fill (ProctorModelPage *self)
{
  ProctorModelSource *source = proctor_model_setup_get_source (self->setup);
  const char *base_url = proctor_model_source_get_base_url (source);

  self->filling = TRUE;
  adw_combo_row_set_selected (self->server_row, find_position (base_url));
  set_text (self->address_row, base_url);
  set_text (self->key_row, NULL);
  set_text (self->model_row, proctor_model_source_get_model (source));
  set_text (self->judge_row, proctor_model_source_get_judge_model (source));
  set_text (self->user_row, proctor_model_source_get_simulated_user_model (source));
  /* It was allowed when it was saved. */
  adw_switch_row_set_active (self->unsafe_row, proctor_model_setup_is_unsafe (base_url));
  adw_spin_row_set_value (self->runs_row, (double) proctor_model_source_get_runs_at_a_time (source));
  adw_spin_row_set_value (self->answer_row, (double) proctor_model_source_get_answer_secs (source));
  adw_spin_row_set_value (self->run_row, (double) ((proctor_model_source_get_run_secs (source) + SECS_PER_MIN - 1) / SECS_PER_MIN));
  self->forgets_key = FALSE;
  self->has_key = proctor_model_source_get_has_key (source);
  self->filling = FALSE;
  self->filled = TRUE;
}

void
proctor_model_page_fill_servers (ProctorModelPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n_servers;
  const ProctorModelServer *servers = proctor_model_servers_get_all (&n_servers);

  /* Translators: models that are part of the program. */
  gtk_string_list_append (names, _ ("Built-In"));
  for (guint i = 0; i < n_servers; i++)
    gtk_string_list_append (names, servers[i].name);
  /* Translators: a server of models that isn't one of those listed. */
  gtk_string_list_append (names, _ ("Other Server"));
  self->filling = TRUE;
  adw_combo_row_set_model (self->server_row, G_LIST_MODEL (names));
  self->filling = FALSE;
}
