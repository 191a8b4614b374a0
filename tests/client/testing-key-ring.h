/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-key-ring.h"

G_BEGIN_DECLS

/* What the tests of key rings share. */

/* What every key that they use begins with, and what no sentence may have in it. */
#define KEY_START "sk_test"
#define KEY KEY_START "_0123456789abcdef"
#define OTHER_KEY KEY_START "_another/+=.~ one"

/**
 * TestingCall:
 *
 * How an asynchronous call went.
 */
typedef struct
{
  GAsyncResult *result;
  guint times;
} TestingCall;

void testing_call_clear (TestingCall *call);
void testing_call_cb (GObject *source,
                      GAsyncResult *result,
                      gpointer user_data);
void testing_call_wait (TestingCall *call);
char *testing_load (ProctorKeyRing *ring,
                    const char *id);
void testing_assert_key (ProctorKeyRing *ring,
                         const char *id,
                         const char *expected);
gboolean testing_store (ProctorKeyRing *ring,
                        const char *id,
                        const char *name,
                        const char *key,
                        GError **error);
void testing_assert_store (ProctorKeyRing *ring,
                           const char *id,
                           const char *name,
                           const char *key);
gboolean testing_clear (ProctorKeyRing *ring,
                        const char *id,
                        GError **error);
void testing_assert_clear (ProctorKeyRing *ring,
                           const char *id);
void testing_assert_well (ProctorKeyRing *ring);
void testing_assert_sentence (const char *sentence,
                              const char *expected);
void testing_assert_problem (ProctorKeyRing *ring,
                             const char *expected);
void testing_assert_cancelled (GError *error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TestingCall, testing_call_clear)

G_END_DECLS
