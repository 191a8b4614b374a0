/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing.h"
#include "testing-key-ring.h"

#include <libsecret/secret.h>

/* With the real, unlocked key ring of the tests' session. */

static void
test_keep (void)
{
  g_autoptr (ProctorKeyRing) ring = proctor_key_ring_new ();

  testing_assert_key (ring, "keep", NULL);
  testing_assert_store (ring, "keep", "Acme", KEY);
  testing_assert_key (ring, "keep", KEY);
  testing_assert_store (ring, "keep", "Acme", OTHER_KEY);
  testing_assert_key (ring, "keep", OTHER_KEY);

  /* Another start of the program finds it. */
  g_set_object (&ring, NULL);
  ring = proctor_key_ring_new ();
  testing_assert_key (ring, "keep", OTHER_KEY);

  testing_assert_clear (ring, "keep");
  testing_assert_key (ring, "keep", NULL);
  testing_assert_clear (ring, "keep");
  testing_assert_well (ring);
}

static void
test_apart (void)
{
  g_autoptr (ProctorKeyRing) ring = proctor_key_ring_new ();

  testing_assert_store (ring, "apart", "Acme", KEY);
  testing_assert_store (ring, "apart2", "Acme", OTHER_KEY);
  testing_assert_key (ring, "apart", KEY);
  testing_assert_key (ring, "apart2", OTHER_KEY);
  testing_assert_key (ring, "Apart", NULL);
  testing_assert_key (ring, "apar", NULL);

  testing_assert_clear (ring, "apart");
  testing_assert_key (ring, "apart", NULL);
  testing_assert_key (ring, "apart2", OTHER_KEY);
  testing_assert_clear (ring, "apart2");
}

static void
test_odd_ids (void)
{
  g_autoptr (ProctorKeyRing) ring = proctor_key_ring_new ();
  g_autofree char *very_long = g_strnfill (5000, 'x');
  const char *ids[] = { " ", "a b", "Größe – 😀", "../../etc/passwd", "%s%n", "'; DROP TABLE keys; --", "line\nbreak", "connection", very_long };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *key = g_strdup_printf (KEY "-%" G_GSIZE_FORMAT, i);

      testing_assert_store (ring, ids[i], ids[i], key);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *key = g_strdup_printf (KEY "-%" G_GSIZE_FORMAT, i);

      testing_assert_key (ring, ids[i], key);
      testing_assert_clear (ring, ids[i]);
      testing_assert_key (ring, ids[i], NULL);
    }
  testing_assert_well (ring);
}

/* What somebody sees who looks into the key ring, and who looks for the key without us. */
static void
test_label (void)
{
  g_autoptr (ProctorKeyRing) ring = proctor_key_ring_new ();
  g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);
  const struct
  {
    const char *name;
    const char *label;
  } cases[] = {
    { "Büro Köln 😀", "Proctor: key for Büro Köln 😀" },
    { "", "Proctor: key for " },
    { "half \xc3", "Proctor: key for half \xef\xbf\xbd" },
  };

  g_hash_table_insert (attributes, (gpointer) "xdg:schema", (gpointer) "io.github.proctor_app.Proctor.ApiKey");
  g_hash_table_insert (attributes, (gpointer) "connection", (gpointer) "label");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autolist (SecretRetrievable) items = NULL;
      g_auto (TestingCall) call = { 0 };
      g_autofree char *label = NULL;

      testing_assert_store (ring, "label", cases[i].name, KEY);
      secret_password_searchv (NULL, attributes, SECRET_SEARCH_ALL, NULL, testing_call_cb, &call);
      testing_call_wait (&call);
      items = secret_password_search_finish (call.result, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_list_length (items), ==, 1);
      label = (char *) secret_retrievable_get_label (items->data);
      g_assert_cmpstr (label, ==, cases[i].label);
    }

  testing_assert_clear (ring, "label");
}

static void
test_blanks (void)
{
  g_autoptr (ProctorKeyRing) ring = proctor_key_ring_new ();

  testing_assert_store (ring, "blanks", "Acme", " \t" KEY " \r\n");
  testing_assert_key (ring, "blanks", KEY);
  testing_assert_store (ring, "blanks", "Acme", " \n");
  testing_assert_key (ring, "blanks", NULL);
  testing_assert_store (ring, "blanks", "Acme", KEY);
  testing_assert_store (ring, "blanks", "Acme", "");
  testing_assert_key (ring, "blanks", NULL);
}

static void
test_refused (void)
{
  g_autoptr (ProctorKeyRing) ring = proctor_key_ring_new ();
  const char *keys[] = { "sk_test\nX-Header: 1", "sk_test\r1", "sk_test\t1", "sk_test\x7f", "sk_test\x01", "sk_testé", "sk_test\xff", "“sk_test”" };

  testing_assert_store (ring, "refused", "Acme", KEY);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (testing_store (ring, "refused", "Acme", keys[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      testing_assert_sentence (error->message, "Copy it once more");
    }
  testing_assert_key (ring, "refused", KEY);
  testing_assert_clear (ring, "refused");
  testing_assert_well (ring);
}

/* A key that was edited elsewhere goes into no header as it is. */
static void
test_edited (void)
{
  g_autoptr (ProctorKeyRing) ring = proctor_key_ring_new ();
  const SecretSchema schema = {
    "io.github.proctor_app.Proctor.ApiKey",
    SECRET_SCHEMA_NONE,
    { { "connection", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
  };
  const struct
  {
    const char *text;
    const char *loaded;
  } cases[] = {
    { KEY "\n", KEY },
    { "", NULL },
    { "sk_test\nX-Header: 1", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      secret_password_store_sync (&schema, NULL, "edited", cases[i].text, NULL, &error, "connection", "edited", NULL);
      g_assert_no_error (error);
      testing_assert_key (ring, "edited", cases[i].loaded);
    }
  testing_assert_clear (ring, "edited");
}

static void
test_cancelled_at_once (void)
{
  g_autoptr (ProctorKeyRing) ring = proctor_key_ring_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GError) store_error = NULL;
  g_autoptr (GError) empty_error = NULL;
  g_autoptr (GError) clear_error = NULL;
  g_auto (TestingCall) load_call = { 0 };
  g_auto (TestingCall) store_call = { 0 };
  g_auto (TestingCall) empty_call = { 0 };
  g_auto (TestingCall) clear_call = { 0 };

  testing_assert_store (ring, "at-once", "Acme", KEY);

  g_cancellable_cancel (cancellable);
  proctor_key_ring_load_async (ring, "at-once", cancellable, testing_call_cb, &load_call);
  proctor_key_ring_store_async (ring, "at-once", "Acme", OTHER_KEY, cancellable, testing_call_cb, &store_call);
  proctor_key_ring_store_async (ring, "at-once", "Acme", "", cancellable, testing_call_cb, &empty_call);
  proctor_key_ring_clear_async (ring, "at-once", cancellable, testing_call_cb, &clear_call);
  g_assert_null (load_call.result);

  testing_call_wait (&load_call);
  g_assert_null (proctor_key_ring_load_finish (ring, load_call.result, &load_error));
  testing_assert_cancelled (load_error);
  testing_call_wait (&store_call);
  g_assert_false (proctor_key_ring_store_finish (ring, store_call.result, &store_error));
  testing_assert_cancelled (store_error);
  testing_call_wait (&empty_call);
  g_assert_false (proctor_key_ring_store_finish (ring, empty_call.result, &empty_error));
  testing_assert_cancelled (empty_error);
  testing_call_wait (&clear_call);
  g_assert_false (proctor_key_ring_clear_finish (ring, clear_call.result, &clear_error));
  testing_assert_cancelled (clear_error);

  testing_assert_key (ring, "at-once", KEY);
  testing_assert_well (ring);
  testing_assert_clear (ring, "at-once");
}

/* Cancelled at every point that the main context passes on the way. */
static void
test_cancelled_on_the_way (void)
{
  ProctorKeyRing *ring = proctor_key_ring_new ();
  guint cancelled = 0;

  testing_assert_store (ring, "on-the-way", "Acme", KEY);

  for (guint steps = 0; steps < 12; steps++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) load_error = NULL;
      g_autoptr (GError) clear_error = NULL;
      g_autoptr (ProctorKey) key = NULL;
      g_auto (TestingCall) load_call = { 0 };
      g_auto (TestingCall) clear_call = { 0 };

      proctor_key_ring_load_async (ring, "on-the-way", cancellable, testing_call_cb, &load_call);
      proctor_key_ring_clear_async (ring, "not-there", cancellable, testing_call_cb, &clear_call);
      for (guint step = 0; step < steps && (load_call.result == NULL || clear_call.result == NULL); step++)
        g_main_context_iteration (NULL, TRUE);
      g_cancellable_cancel (cancellable);
      testing_call_wait (&load_call);
      testing_call_wait (&clear_call);

      key = proctor_key_ring_load_finish (ring, load_call.result, &load_error);
      if (load_error != NULL)
        {
          testing_assert_cancelled (load_error);
          g_assert_null (key);
          cancelled++;
        }
      else
        {
          g_assert_cmpstr (key, ==, KEY);
        }
      if (!proctor_key_ring_clear_finish (ring, clear_call.result, &clear_error))
        testing_assert_cancelled (clear_error);
      testing_assert_well (ring);
    }

  g_assert_cmpuint (cancelled, >, 0);
  testing_assert_clear (ring, "on-the-way");
  proctor_testing_assert_finalized (ring);
}

/* Nobody has to wait before asking for the next. */
static void
test_order (void)
{
  g_autoptr (ProctorKeyRing) ring = proctor_key_ring_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (ProctorKey) first = NULL;
  g_autoptr (ProctorKey) second = NULL;
  g_autoptr (ProctorKey) third = NULL;
  TestingCall calls[7] = { 0 };

  proctor_key_ring_store_async (ring, "order", "Acme", OTHER_KEY, NULL, testing_call_cb, &calls[0]);
  proctor_key_ring_load_async (ring, "order", NULL, testing_call_cb, &calls[1]);
  proctor_key_ring_store_async (ring, "order", "Acme", KEY, NULL, testing_call_cb, &calls[2]);
  proctor_key_ring_clear_async (ring, "order", cancellable, testing_call_cb, &calls[3]);
  proctor_key_ring_load_async (ring, "order", NULL, testing_call_cb, &calls[4]);
  proctor_key_ring_clear_async (ring, "order", NULL, testing_call_cb, &calls[5]);
  proctor_key_ring_load_async (ring, "order", NULL, testing_call_cb, &calls[6]);
  /* This one has not had its turn yet. */
  g_cancellable_cancel (cancellable);

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    testing_call_wait (&calls[i]);
  first = proctor_key_ring_load_finish (ring, calls[1].result, NULL);
  g_assert_cmpstr (first, ==, OTHER_KEY);
  g_assert_false (proctor_key_ring_clear_finish (ring, calls[3].result, NULL));
  second = proctor_key_ring_load_finish (ring, calls[4].result, NULL);
  g_assert_cmpstr (second, ==, KEY);
  third = proctor_key_ring_load_finish (ring, calls[6].result, NULL);
  g_assert_cmpstr (third, ==, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    testing_call_clear (&calls[i]);
}

/* Whoever let go of it hears of what it asked once, and then nothing holds the key ring any more. */
static void
test_let_go (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (TestingCall) call = { 0 };
  ProctorKeyRing *ring = proctor_key_ring_new ();

  proctor_key_ring_store_async (ring, "let-go", "Acme", KEY, cancellable, testing_call_cb, &call);
  g_cancellable_cancel (cancellable);
  g_object_add_weak_pointer (G_OBJECT (ring), (gpointer *) &ring);
  g_object_unref (ring);
  g_assert_nonnull (ring);
  testing_call_wait (&call);
  g_clear_object (&call.result);

  for (guint i = 0; ring != NULL && i < 1000; i++)
    {
      g_usleep (10000);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_null (ring);
  g_assert_cmpuint (call.times, ==, 1);

  /* It may have reached the key ring. */
  ring = proctor_key_ring_new ();
  testing_assert_clear (ring, "let-go");
  g_object_unref (ring);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/key-ring/keep", test_keep);
  g_test_add_func ("/key-ring/apart", test_apart);
  g_test_add_func ("/key-ring/odd-ids", test_odd_ids);
  g_test_add_func ("/key-ring/label", test_label);
  g_test_add_func ("/key-ring/blanks", test_blanks);
  g_test_add_func ("/key-ring/refused", test_refused);
  g_test_add_func ("/key-ring/edited", test_edited);
  g_test_add_func ("/key-ring/cancelled-at-once", test_cancelled_at_once);
  g_test_add_func ("/key-ring/cancelled-on-the-way", test_cancelled_on_the_way);
  g_test_add_func ("/key-ring/order", test_order);
  g_test_add_func ("/key-ring/let-go", test_let_go);

  return g_test_run ();
}
