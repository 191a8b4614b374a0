/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-result.h"

#include "proctor-testing.h"

static gboolean
is_there (gpointer user_data)
{
  GAsyncResult **result = user_data;

  return *result != NULL;
}

/**
 * testing_result_cb:
 * @source: the source object
 * @result: the result
 * @user_data: where to keep it
 *
 * A callback that keeps what it is given.
 */
void
testing_result_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  GAsyncResult **kept = user_data;

  g_assert_null (*kept);
  *kept = g_object_ref (result);
}

/**
 * testing_result_wait:
 * @result: where it is kept
 *
 * Returns: (transfer full): the result, once it is there
 */
GAsyncResult *
testing_result_wait (GAsyncResult **result)
{
  proctor_testing_wait_for ("a result", is_there, result);

  return g_steal_pointer (result);
}
