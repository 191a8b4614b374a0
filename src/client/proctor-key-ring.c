/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-key-ring-problem.h"
#include "proctor-key-ring.h"
#include "proctor-turns.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>
#include <string.h>

/**
 * ProctorKeyRing:
 *
 * The keys of connections, each under the connection's id. They are kept in the user's key ring,
 * the Secret Service. Where that fails a key is held in memory instead, until the program ends, so
 * that one can work all the same; #ProctorKeyRing:in-memory and #ProctorKeyRing:problem say so.
 *
 * What is asked of it is done one after the other. libsecret is never cancelled: it would take away
 * the prompt for the key ring's password, and gnome-keyring crashes when a program does that.
 *
 * No key is ever logged or part of an error.
 */
struct _ProctorKeyRing
{
  GObject parent_instance;

  /* Owned */
  /* Connection's id to SecretValue, which is memory that is not paged out and is wiped. */
  GHashTable *held;
  char *problem;
  ProctorTurns turns;
};

G_DEFINE_FINAL_TYPE (ProctorKeyRing, proctor_key_ring, G_TYPE_OBJECT)

typedef enum
{
  PROP_IN_MEMORY = 1,
  PROP_PROBLEM,
} ProctorKeyRingProperty;

static GParamSpec *properties[PROP_PROBLEM + 1];

/* What keys are filed under. Both profiles of the program share it: ids of connections are unique. */
static const SecretSchema schema = {
  .name = "io.github.proctor_app.Proctor.ApiKey",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
      { "connection", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

/* What a task is about. */
typedef struct
{
  char *connection_id;

  /* Only for what is stored */
  SecretValue *key;
  char *label;
} Errand;

static void
errand_free (Errand *errand)
{
  g_clear_pointer (&errand->connection_id, g_free);
  g_clear_pointer (&errand->key, secret_value_unref);
  g_clear_pointer (&errand->label, g_free);
  g_free (errand);
}

static GTask *
create_task (ProctorKeyRing *self,
             const char *connection_id,
             gpointer tag,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Errand *errand = g_new0 (Errand, 1);

  errand->connection_id = g_strdup (connection_id);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, errand, (GDestroyNotify) errand_free);

  return task;
}

/* Takes note of how it went for a key. With @error it could not reach the key ring, and @key, if
 * there is one, is now held here. Without, nothing of it has to be held any more; the last problem
 * is over when nothing is held at all. */
static void
take_note (ProctorKeyRing *self,
           const char *connection_id,
           SecretValue *key,
           const GError *error)
{
  gboolean in_memory = proctor_key_ring_get_in_memory (self);
  g_autofree char *problem = NULL;

  if (error == NULL)
    g_hash_table_remove (self->held, connection_id);
  else if (key != NULL)
    g_hash_table_replace (self->held, g_strdup (connection_id), secret_value_ref (key));

  if (error != NULL)
    problem = proctor_key_ring_describe_problem (error);
  else if (g_hash_table_size (self->held) > 0)
    problem = g_strdup (self->problem);

  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_str (&self->problem, problem))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
  if (proctor_key_ring_get_in_memory (self) != in_memory)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IN_MEMORY]);
  g_object_thaw_notify (G_OBJECT (self));
}

/* The end of a load that got as far as the key ring. */
static void
answer_load (GTask *task,
             SecretValue *value,
             const GError *error)
{
  ProctorKeyRing *self = g_task_get_source_object (task);
  Errand *errand = g_task_get_task_data (task);
  g_autoptr (SecretValue) key = NULL;

  if (value != NULL)
    {
      gsize length;
      const char *text = secret_value_get (value, &length);

      /* Somebody may have edited it. What can't be sent is as good as no key. */
      proctor_key_parse (text, length, &key, NULL);
    }

  proctor_turns_end (task);
  take_note (self, errand->connection_id, NULL, error);
  g_task_return_pointer (task, key != NULL ? proctor_key_dup (key) : NULL, (GDestroyNotify) proctor_key_free);
  proctor_turns_next (&self->turns);
}

static void
load_retrieved_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) value = secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (source), result, &error);

  if (!proctor_turns_is_over (task))
    answer_load (task, value, error);
}

static void
load_searched_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autolist (SecretRetrievable) items = secret_password_search_finish (result, &error);

  if (proctor_turns_is_over (task))
    return;

  if (items == NULL)
    answer_load (task, NULL, error);
  else
    secret_retrievable_retrieve_secret (items->data, NULL, load_retrieved_cb, g_object_ref (task));
}

static void
stored_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  ProctorKeyRing *self = g_task_get_source_object (task);
  Errand *errand = g_task_get_task_data (task);

  secret_password_store_finish (result, &error);
  if (proctor_turns_is_over (task))
    return;

  proctor_turns_end (task);
  take_note (self, errand->connection_id, errand->key, error);
  g_task_return_boolean (task, TRUE);
  proctor_turns_next (&self->turns);
}

static void
answer_clear (GTask *task,
              const GError *error)
{
  ProctorKeyRing *self = g_task_get_source_object (task);
  Errand *errand = g_task_get_task_data (task);

  proctor_turns_end (task);
  take_note (self, errand->connection_id, NULL, NULL);

  if (error == NULL || proctor_key_ring_is_missing (error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, proctor_key_ring_new_clear_error (error));
  proctor_turns_next (&self->turns);
}

static void
cleared_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gboolean removed = secret_password_clear_finish (result, &error);

  if (proctor_turns_is_over (task))
    return;

  /* libsecret passes over what is locked without a word. */
  if (!removed && error == NULL)
    g_set_error_literal (&error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "");

  answer_clear (task, error);
}

static void
clear_searched_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autolist (SecretRetrievable) items = secret_password_search_finish (result, &error);
  Errand *errand = g_task_get_task_data (task);

  if (proctor_turns_is_over (task))
    return;

  if (items == NULL)
    answer_clear (task, error);
  else
    secret_password_clear (&schema, NULL, cleared_cb, g_object_ref (task), "connection", errand->connection_id, NULL);
}

/* Searching unlocks, and tells a key that is locked away from one that is not there, which neither
 * looking one up nor clearing it does. */
static void
search (GTask *task,
        GAsyncReadyCallback callback)
{
  Errand *errand = g_task_get_task_data (task);

  secret_password_search (&schema, SECRET_SEARCH_UNLOCK, NULL, callback, g_object_ref (task), "connection", errand->connection_id, NULL);
}

static void
run_load (GTask *task)
{
  ProctorKeyRing *self = g_task_get_source_object (task);
  Errand *errand = g_task_get_task_data (task);
  SecretValue *held;

  held = g_hash_table_lookup (self->held, errand->connection_id);
  if (held == NULL)
    {
      search (task, load_searched_cb);
      return;
    }

  proctor_turns_end (task);
  g_task_return_pointer (task, proctor_key_dup (held), (GDestroyNotify) proctor_key_free);
  proctor_turns_next (&self->turns);
}

static void
run_store (GTask *task)
{
  Errand *errand = g_task_get_task_data (task);

  secret_password_store_binary (&schema, SECRET_COLLECTION_DEFAULT, errand->label, errand->key, NULL, stored_cb, g_object_ref (task), "connection", errand->connection_id, NULL);
}

static void
run_clear (GTask *task)
{
  search (task, clear_searched_cb);
}

static void
proctor_key_ring_finalize (GObject *object)
{
  ProctorKeyRing *self = PROCTOR_KEY_RING (object);

  g_clear_pointer (&self->held, g_hash_table_unref);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (proctor_key_ring_parent_class)->finalize (object);
}

static void
proctor_key_ring_get_property (GObject *object,
                               guint property_id,
                               GValue *value,
                               GParamSpec *pspec)
{
  ProctorKeyRing *self = PROCTOR_KEY_RING (object);

  switch ((ProctorKeyRingProperty) property_id)
    {
    case PROP_IN_MEMORY:
      g_value_set_boolean (value, proctor_key_ring_get_in_memory (self));
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    }
}

static void
proctor_key_ring_class_init (ProctorKeyRingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = proctor_key_ring_finalize;
  object_class->get_property = proctor_key_ring_get_property;

  /**
   * ProctorKeyRing:in-memory:
   *
   * Whether a key is held in memory only and is lost when the program ends.
   */
  properties[PROP_IN_MEMORY] = g_param_spec_boolean ("in-memory", NULL, NULL, FALSE, flags);

  /**
   * ProctorKeyRing:problem:
   *
   * What last kept a key from the key ring: a sentence for a person, or %NULL. It stays for as long
   * as a key is held in memory. A load that could not reach the key ring sets it as well.
   */
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_key_ring_init (ProctorKeyRing *self)
{
  proctor_turns_init (&self->turns);
  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, secret_value_unref);
}

ProctorKeyRing *
proctor_key_ring_new (void)
{
  return g_object_new (PROCTOR_TYPE_KEY_RING, NULL);
}

gboolean
proctor_key_ring_get_in_memory (ProctorKeyRing *self)
{
  g_return_val_if_fail (PROCTOR_IS_KEY_RING (self), FALSE);

  return g_hash_table_size (self->held) > 0;
}

const char *
proctor_key_ring_get_problem (ProctorKeyRing *self)
{
  g_return_val_if_fail (PROCTOR_IS_KEY_RING (self), NULL);

  return self->problem;
}

/**
 * proctor_key_ring_load_async:
 * @self: the key ring
 * @connection_id: a connection's id
 * @cancellable: (nullable): to stop
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Looks for the key of a connection, in memory and then in the key ring. If the key ring is locked
 * the system asks to unlock it, and that takes as long as it takes.
 */
void
proctor_key_ring_load_async (ProctorKeyRing *self,
                             const char *connection_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PROCTOR_IS_KEY_RING (self));
  g_return_if_fail (connection_id != NULL && *connection_id != '\0' && g_utf8_validate (connection_id, -1, NULL));

  task = create_task (self, connection_id, proctor_key_ring_load_async, cancellable, callback, user_data);
  proctor_turns_add (&self->turns, task, run_load);
}

/**
 * proctor_key_ring_load_finish:
 * @self: the key ring
 * @result: what the callback got
 * @error: return location for an error, which can only be that it was cancelled
 *
 * A key ring that can't be reached is no error, because all that can be done then is to ask for the
 * key: see #ProctorKeyRing:problem.
 *
 * Returns: (transfer full) (nullable): the key, fit for a header of a request; %NULL without an
 *   error if there is none
 */
ProctorKey *
proctor_key_ring_load_finish (ProctorKeyRing *self,
                              GAsyncResult *result,
                              GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, proctor_key_ring_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * proctor_key_ring_store_async:
 * @self: the key ring
 * @connection_id: a connection's id
 * @name: what people call the connection, for the list of the key ring
 * @key: its key; blanks around it are left out, and an empty one clears
 * @cancellable: (nullable): to stop; what is under way in the key ring then goes on there
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Keeps the key of a connection and forgets the one before: in the key ring, and in memory if that
 * is not possible.
 */
void
proctor_key_ring_store_async (ProctorKeyRing *self,
                              const char *connection_id,
                              const char *name,
                              const char *key,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *valid_name = NULL;
  Errand *errand;

  g_return_if_fail (PROCTOR_IS_KEY_RING (self));
  g_return_if_fail (connection_id != NULL && *connection_id != '\0' && g_utf8_validate (connection_id, -1, NULL));
  g_return_if_fail (name != NULL && key != NULL);

  task = create_task (self, connection_id, proctor_key_ring_store_async, cancellable, callback, user_data);
  errand = g_task_get_task_data (task);
  if (!proctor_key_parse (key, strlen (key), &errand->key, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  valid_name = g_utf8_make_valid (name, -1);
  /* Translators: how a key is listed among others in the key ring; %s is a connection's name. */
  errand->label = g_strdup_printf (_ ("Proctor: key for %s"), valid_name);
  proctor_turns_add (&self->turns, task, errand->key != NULL ? run_store : run_clear);
}

/**
 * proctor_key_ring_store_finish:
 * @self: the key ring
 * @result: what the callback got
 * @error: return location for an error: it was cancelled, this is no key
 *   (%G_IO_ERROR_INVALID_ARGUMENT), or it was empty and proctor_key_ring_clear_finish()'s
 *
 * Returns: whether the key is kept now, be it in memory
 */
gboolean
proctor_key_ring_store_finish (ProctorKeyRing *self,
                               GAsyncResult *result,
                               GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, proctor_key_ring_store_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * proctor_key_ring_clear_async:
 * @self: the key ring
 * @connection_id: a connection's id
 * @cancellable: (nullable): to stop; what is under way in the key ring then goes on there
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Removes the key of a connection. If there was none, that is fine.
 */
void
proctor_key_ring_clear_async (ProctorKeyRing *self,
                              const char *connection_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PROCTOR_IS_KEY_RING (self));
  g_return_if_fail (connection_id != NULL && *connection_id != '\0' && g_utf8_validate (connection_id, -1, NULL));

  task = create_task (self, connection_id, proctor_key_ring_clear_async, cancellable, callback, user_data);
  proctor_turns_add (&self->turns, task, run_clear);
}

/**
 * proctor_key_ring_clear_finish:
 * @self: the key ring
 * @result: what the callback got
 * @error: return location for an error: it was cancelled, or the key is still in the key ring,
 *   though no longer in memory
 *
 * Returns: whether the key is gone
 */
gboolean
proctor_key_ring_clear_finish (ProctorKeyRing *self,
                               GAsyncResult *result,
                               GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, proctor_key_ring_clear_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
