/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-check-result.h"

/**
 * ProctorCheckResult:
 *
 * Something that was found when many tests were checked: in which test, what, and where. The test itself has gone
 * by then, so the place is told in a way that finds it in the test when it is opened. It never changes.
 */
struct _ProctorCheckResult
{
  GObject parent_instance;

  /* Owned */
  char *test_id;
  char *test_name;
  char *place;
  ProctorFinding *finding;
};

G_DEFINE_FINAL_TYPE (ProctorCheckResult, proctor_check_result, G_TYPE_OBJECT)

static void
proctor_check_result_finalize (GObject *object)
{
  ProctorCheckResult *self = PROCTOR_CHECK_RESULT (object);

  g_free (self->test_id);
  g_free (self->test_name);
  g_free (self->place);
  g_clear_object (&self->finding);

  G_OBJECT_CLASS (proctor_check_result_parent_class)->finalize (object);
}

static void
proctor_check_result_class_init (ProctorCheckResultClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_check_result_finalize;
}

static void
proctor_check_result_init (ProctorCheckResult *self)
{
}

/**
 * proctor_check_result_new:
 * @test_id: which test
 * @test_name: (nullable): what it is called
 * @finding: what was found; it need not have its record any more
 * @place: (nullable): where, see proctor_finding_dup_place()
 *
 * Returns: (transfer full): a result
 */
ProctorCheckResult *
proctor_check_result_new (const char *test_id,
                          const char *test_name,
                          ProctorFinding *finding,
                          const char *place)
{
  ProctorCheckResult *self;

  g_return_val_if_fail (test_id != NULL, NULL);
  g_return_val_if_fail (PROCTOR_IS_FINDING (finding), NULL);

  self = g_object_new (PROCTOR_TYPE_CHECK_RESULT, NULL);
  self->test_id = g_strdup (test_id);
  self->test_name = g_strdup (test_name != NULL && *test_name != '\0' ? test_name : test_id);
  self->finding = g_object_ref (finding);
  self->place = g_strdup (place);

  return self;
}

const char *
proctor_check_result_get_test_id (ProctorCheckResult *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_RESULT (self), NULL);

  return self->test_id;
}

/**
 * proctor_check_result_get_test_name:
 * @self: a result
 *
 * Returns: (transfer none): what the test is called; its id where it has no name
 */
const char *
proctor_check_result_get_test_name (ProctorCheckResult *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_RESULT (self), NULL);

  return self->test_name;
}

ProctorFinding *
proctor_check_result_get_finding (ProctorCheckResult *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_RESULT (self), NULL);

  return self->finding;
}

/**
 * proctor_check_result_get_place:
 * @self: a result
 *
 * Returns: (transfer none) (nullable): where in the test, as in `chat_history/3/message`
 */
const char *
proctor_check_result_get_place (ProctorCheckResult *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_RESULT (self), NULL);

  return self->place;
}
