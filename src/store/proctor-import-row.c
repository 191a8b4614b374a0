/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-import-row.h"

#include "proctor-test.h"
#include "proctor-wire-names.h"

/**
 * ProctorImportRow:
 *
 * Something that was found in the files: a test, with what importing it would do, or something that can't be imported, with
 * the reason. It knows which of the workspace's tests it was compared with, so that this one is changed and no other.
 */
struct _ProctorImportRow
{
  GObject parent_instance;

  /* Owned */
  char *file;
  char *name;
  char *folder;
  char **folders;
  char *reason;
  char *target_id;
  ProctorTest *test;

  gint64 target_updated_at;
  ProctorTestKind kind;
  ProctorImportVerdict verdict;
  gboolean included;
};

G_DEFINE_FINAL_TYPE (ProctorImportRow, proctor_import_row, G_TYPE_OBJECT)

typedef enum
{
  PROP_VERDICT = 1,
  PROP_INCLUDED,
} ProctorImportRowProperty;

static GParamSpec *properties[PROP_INCLUDED + 1];

static void
proctor_import_row_get_property (GObject *object,
                                 guint id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  ProctorImportRow *self = PROCTOR_IMPORT_ROW (object);

  switch ((ProctorImportRowProperty) id)
    {
    case PROP_VERDICT:
      g_value_set_uint (value, self->verdict);
      return;
    case PROP_INCLUDED:
      g_value_set_boolean (value, self->included);
      return;
    }

  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
proctor_import_row_set_property (GObject *object,
                                 guint id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  ProctorImportRow *self = PROCTOR_IMPORT_ROW (object);

  switch ((ProctorImportRowProperty) id)
    {
    case PROP_INCLUDED:
      proctor_import_row_set_included (self, g_value_get_boolean (value));
      return;
    case PROP_VERDICT:
      break;
    }

  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
proctor_import_row_finalize (GObject *object)
{
  ProctorImportRow *self = PROCTOR_IMPORT_ROW (object);

  g_free (self->file);
  g_free (self->name);
  g_free (self->folder);
  g_strfreev (self->folders);
  g_free (self->reason);
  g_free (self->target_id);
  g_clear_object (&self->test);

  G_OBJECT_CLASS (proctor_import_row_parent_class)->finalize (object);
}

static void
proctor_import_row_class_init (ProctorImportRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = proctor_import_row_get_property;
  object_class->set_property = proctor_import_row_set_property;
  object_class->finalize = proctor_import_row_finalize;

  properties[PROP_VERDICT] = g_param_spec_uint ("verdict", NULL, NULL, 0, PROCTOR_IMPORT_UNREADABLE, PROCTOR_IMPORT_NEW, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_INCLUDED] = g_param_spec_boolean ("included", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_import_row_init (ProctorImportRow *self)
{
}

/**
 * proctor_import_row_new:
 * @file: where it was found, relative to what was chosen
 * @test: what was found
 * @folders: (array zero-terminated=1): the names of the folders it is in, from the top
 *
 * A test that is new as far as anybody has looked.
 *
 * Returns: (transfer full): a row
 */
ProctorImportRow *
proctor_import_row_new (const char *file,
                        ProctorTest *test,
                        const char *const *folders)
{
  ProctorImportRow *self = g_object_new (PROCTOR_TYPE_IMPORT_ROW, NULL);

  self->file = g_strdup (file);
  self->test = g_object_ref (test);
  self->name = g_strdup (proctor_test_get_name (test));
  self->kind = proctor_wire_test_kind_from_name (proctor_test_get_kind (test));
  self->folders = g_strdupv ((char **) folders);
  self->folder = folders[0] != NULL ? g_strjoinv ("/", (char **) folders) : NULL;
  self->included = TRUE;

  return self;
}

/**
 * proctor_import_row_new_unreadable:
 * @file: where it was found, relative to what was chosen
 * @name: (nullable): what it is called, if that can be told
 * @reason: why it can't be imported, for a person
 *
 * Returns: (transfer full): a row
 */
ProctorImportRow *
proctor_import_row_new_unreadable (const char *file,
                                   const char *name,
                                   const char *reason)
{
  ProctorImportRow *self = g_object_new (PROCTOR_TYPE_IMPORT_ROW, NULL);

  self->file = g_strdup (file);
  self->name = g_strdup (name);
  self->folders = g_new0 (char *, 1);
  self->reason = g_strdup (reason);
  self->verdict = PROCTOR_IMPORT_UNREADABLE;

  return self;
}

/**
 * proctor_import_row_set_verdict:
 * @self: a row
 * @verdict: what importing it would do
 * @reason: (nullable): why, for a person
 *
 * What is new or changed is imported unless somebody doesn't want it.
 */
void
proctor_import_row_set_verdict (ProctorImportRow *self,
                                ProctorImportVerdict verdict,
                                const char *reason)
{
  g_return_if_fail (PROCTOR_IS_IMPORT_ROW (self));

  g_set_str (&self->reason, reason);
  if (self->verdict != verdict)
    {
      self->verdict = verdict;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERDICT]);
    }
  proctor_import_row_set_included (self, proctor_import_row_can_include (self));
}

/**
 * proctor_import_row_set_target:
 * @self: a row
 * @test_id: the workspace's test that it is
 * @updated_at: when that had last been changed
 */
void
proctor_import_row_set_target (ProctorImportRow *self,
                               const char *test_id,
                               gint64 updated_at)
{
  g_return_if_fail (PROCTOR_IS_IMPORT_ROW (self));

  g_set_str (&self->target_id, test_id);
  self->target_updated_at = updated_at;
}

/**
 * proctor_import_row_set_test:
 * @self: a row
 * @test: what is sent, instead of just what the file says
 */
void
proctor_import_row_set_test (ProctorImportRow *self,
                             ProctorTest *test)
{
  g_return_if_fail (PROCTOR_IS_IMPORT_ROW (self));

  g_set_object (&self->test, test);
}

/**
 * proctor_import_row_get_test:
 * @self: a row
 *
 * Returns: (nullable): the test, %NULL if there is none to be had
 */
ProctorTest *
proctor_import_row_get_test (ProctorImportRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_IMPORT_ROW (self), NULL);

  return self->test;
}

/**
 * proctor_import_row_get_folders:
 * @self: a row
 *
 * Returns: (array zero-terminated=1): the names of the folders it is in, from the top
 */
const char *const *
proctor_import_row_get_folders (ProctorImportRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_IMPORT_ROW (self), NULL);

  return (const char *const *) self->folders;
}

/**
 * proctor_import_row_get_target_id:
 * @self: a row
 *
 * Returns: (nullable): the workspace's test that it is, %NULL for none
 */
const char *
proctor_import_row_get_target_id (ProctorImportRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_IMPORT_ROW (self), NULL);

  return self->target_id;
}

/**
 * proctor_import_row_get_target_updated_at:
 * @self: a row
 *
 * Returns: when that test had last been changed, 0 if that is not known
 */
gint64
proctor_import_row_get_target_updated_at (ProctorImportRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_IMPORT_ROW (self), 0);

  return self->target_updated_at;
}

/**
 * proctor_import_row_get_file:
 * @self: a row
 *
 * Returns: where it was found, relative to what was chosen
 */
const char *
proctor_import_row_get_file (ProctorImportRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_IMPORT_ROW (self), NULL);

  return self->file;
}

/**
 * proctor_import_row_get_name:
 * @self: a row
 *
 * Returns: (nullable): the test's name, %NULL if it can't be told
 */
const char *
proctor_import_row_get_name (ProctorImportRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_IMPORT_ROW (self), NULL);

  return self->name;
}

/**
 * proctor_import_row_get_kind:
 * @self: a row
 *
 * Returns: the test's kind
 */
ProctorTestKind
proctor_import_row_get_kind (ProctorImportRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_IMPORT_ROW (self), PROCTOR_TEST_KIND_UNKNOWN);

  return self->kind;
}

/**
 * proctor_import_row_get_folder:
 * @self: a row
 *
 * Returns: (nullable): the folders it is in, as in "Bookings/Late"; %NULL for none
 */
const char *
proctor_import_row_get_folder (ProctorImportRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_IMPORT_ROW (self), NULL);

  return self->folder;
}

/**
 * proctor_import_row_get_verdict:
 * @self: a row
 *
 * Returns: what importing it would do
 */
ProctorImportVerdict
proctor_import_row_get_verdict (ProctorImportRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_IMPORT_ROW (self), PROCTOR_IMPORT_UNREADABLE);

  return self->verdict;
}

/**
 * proctor_import_row_get_reason:
 * @self: a row
 *
 * Returns: (nullable): why it can't be imported, or what is changed, as in "Success condition, conversation"
 */
const char *
proctor_import_row_get_reason (ProctorImportRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_IMPORT_ROW (self), NULL);

  return self->reason;
}

/**
 * proctor_import_row_can_include:
 * @self: a row
 *
 * Returns: whether there is anything to be done
 */
gboolean
proctor_import_row_can_include (ProctorImportRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_IMPORT_ROW (self), FALSE);

  return self->verdict == PROCTOR_IMPORT_NEW || self->verdict == PROCTOR_IMPORT_CHANGED;
}

/**
 * proctor_import_row_get_included:
 * @self: a row
 *
 * Returns: whether it is to be imported
 */
gboolean
proctor_import_row_get_included (ProctorImportRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_IMPORT_ROW (self), FALSE);

  return self->included;
}

/**
 * proctor_import_row_set_included:
 * @self: a row
 * @included: whether it is to be imported; what has nothing to import never is
 */
void
proctor_import_row_set_included (ProctorImportRow *self,
                                 gboolean included)
{
  g_return_if_fail (PROCTOR_IS_IMPORT_ROW (self));

  included = included && proctor_import_row_can_include (self);
  if (self->included == included)
    return;

  self->included = included;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INCLUDED]);
}
