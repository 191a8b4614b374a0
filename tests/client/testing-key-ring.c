/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-key-ring.h"

#include "proctor-testing.h"

void
testing_call_clear (TestingCall *call)
{
  g_clear_object (&call->result);
}

void
testing_call_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer user_data)
{
  TestingCall *call = user_data;

  call->times++;
  g_set_object (&call->result, result);
}

static gboolean
is_called (gpointer user_data)
{
  TestingCall *call = user_data;

  return call->result != NULL;
}

void
testing_call_wait (TestingCall *call)
{
  proctor_testing_wait_for ("the key ring to answer", is_called, call);
  g_assert_cmpuint (call->times, ==, 1);
}

char *
testing_load (ProctorKeyRing *ring,
              const char *id)
{
  g_autoptr (GError) error = NULL;
  g_auto (TestingCall) call = { 0 };
  char *key;

  proctor_key_ring_load_async (ring, id, NULL, testing_call_cb, &call);
  testing_call_wait (&call);
  key = proctor_key_ring_load_finish (ring, call.result, &error);
  g_assert_no_error (error);

  return key;
}

void
testing_assert_key (ProctorKeyRing *ring,
                    const char *id,
                    const char *expected)
{
  g_autoptr (ProctorKey) key = testing_load (ring, id);

  g_assert_cmpstr (key, ==, expected);
}

gboolean
testing_store (ProctorKeyRing *ring,
               const char *id,
               const char *name,
               const char *key,
               GError **error)
{
  g_auto (TestingCall) call = { 0 };

  proctor_key_ring_store_async (ring, id, name, key, NULL, testing_call_cb, &call);
  testing_call_wait (&call);

  return proctor_key_ring_store_finish (ring, call.result, error);
}

void
testing_assert_store (ProctorKeyRing *ring,
                      const char *id,
                      const char *name,
                      const char *key)
{
  g_autoptr (GError) error = NULL;
  gboolean stored = testing_store (ring, id, name, key, &error);

  g_assert_no_error (error);
  g_assert_true (stored);
}

gboolean
testing_clear (ProctorKeyRing *ring,
               const char *id,
               GError **error)
{
  g_auto (TestingCall) call = { 0 };

  proctor_key_ring_clear_async (ring, id, NULL, testing_call_cb, &call);
  testing_call_wait (&call);

  return proctor_key_ring_clear_finish (ring, call.result, error);
}

void
testing_assert_clear (ProctorKeyRing *ring,
                      const char *id)
{
  g_autoptr (GError) error = NULL;
  gboolean cleared = testing_clear (ring, id, &error);

  g_assert_no_error (error);
  g_assert_true (cleared);
}

void
testing_assert_well (ProctorKeyRing *ring)
{
  g_assert_cmpstr (proctor_key_ring_get_problem (ring), ==, NULL);
  g_assert_false (proctor_key_ring_get_in_memory (ring));
}

/* The sentence has what it should, and no key. */
void
testing_assert_sentence (const char *sentence,
                         const char *expected)
{
  g_assert_nonnull (sentence);
  if (strstr (sentence, expected) == NULL)
    g_error ("“%s” does not say “%s”", sentence, expected);
  g_assert_null (strstr (sentence, KEY_START));
}

void
testing_assert_problem (ProctorKeyRing *ring,
                        const char *expected)
{
  testing_assert_sentence (proctor_key_ring_get_problem (ring), expected);
  testing_assert_sentence (proctor_key_ring_get_problem (ring), "asked for again at the next start");
}

void
testing_assert_cancelled (GError *error)
{
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}
