/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-draft-private.h"

#include <glib/gi18n.h>

#include "proctor-access.h"
#include "proctor-api-error.h"
#include "proctor-record-equal.h"
#include "proctor-test-compare.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-text.h"
#include "proctor-wire-writer.h"

/* Whoever types has what was typed on the disk after that, also if they don't stop. */
#define WRITE_DELAY_MSECS 400

/**
 * ProctorDraft:
 *
 * A test that is being edited: what it was on the server, what it is to be, and the way back. All
 * changes go through its #ProctorUndo. It is on the disk within a second, and it stays there until
 * the server has it.
 */

typedef enum
{
  PROP_MODIFIED = 1,
  PROP_SAVING,
  PROP_GONE,
  PROP_ERROR,
  PROP_DISK_ERROR,
  PROP_THEIRS,
  PROP_ID,
  PROP_FOLDER_ID,
  PROP_DISCARDED,
} ProctorDraftProperty;

static GParamSpec *properties[PROP_DISCARDED + 1];

G_DEFINE_FINAL_TYPE (ProctorDraft, proctor_draft, G_TYPE_OBJECT)

static void
notify (ProctorDraft *self,
        ProctorDraftProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
proctor_draft_set_modified (ProctorDraft *self,
                            gboolean modified)
{
  if (self->modified == modified)
    return;

  self->modified = modified;
  notify (self, PROP_MODIFIED);
}

void
proctor_draft_set_saving (ProctorDraft *self,
                          gboolean saving)
{
  self->saving = saving;
  notify (self, PROP_SAVING);
}

void
proctor_draft_set_discarded (ProctorDraft *self,
                             gboolean discarded)
{
  self->discarded = discarded;
  notify (self, PROP_DISCARDED);
}

void
proctor_draft_set_gone (ProctorDraft *self,
                        gboolean gone)
{
  if (self->gone == gone)
    return;

  self->gone = gone;
  notify (self, PROP_GONE);
}

void
proctor_draft_set_error (ProctorDraft *self,
                         const GError *error)
{
  if (error == NULL && self->error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  notify (self, PROP_ERROR);
}

void
proctor_draft_set_disk_error (ProctorDraft *self,
                              const GError *error)
{
  if (error == NULL && self->disk_error == NULL)
    return;

  g_clear_error (&self->disk_error);
  self->disk_error = error != NULL ? g_error_copy (error) : NULL;
  notify (self, PROP_DISK_ERROR);
}

void
proctor_draft_set_theirs (ProctorDraft *self,
                          ProctorTest *theirs)
{
  /* A list that is read again now and then finds it as it was, and somebody may be choosing from it. */
  gboolean is_as_it_was = self->theirs != NULL && theirs != NULL && proctor_draft_is_like (self->theirs, theirs);

  if (g_set_object (&self->theirs, theirs) && !is_as_it_was)
    notify (self, PROP_THEIRS);
}

/* A test that was new has an id when it is saved, and one that is gone needs another. */
void
proctor_draft_set_id (ProctorDraft *self,
                      const char *id,
                      const char *test_id)
{
  g_autofree char *before = g_steal_pointer (&self->id);

  self->id = g_strdup (id);
  g_set_str (&self->test_id, test_id);
  proctor_drafts_renamed (self->drafts, self, before);
  notify (self, PROP_ID);
}

/**
 * proctor_draft_is_like:
 * @one: a test
 * @other: a test
 *
 * Returns: whether both say the same to a server, whatever else it says of them
 */
gboolean
proctor_draft_is_like (ProctorTest *one,
                       ProctorTest *other)
{
  g_autofree char *changes = NULL;
  g_autoptr (ProctorTest) sent = NULL;

  if (proctor_record_equal (one, other))
    return TRUE;

  sent = proctor_test_compare (one, other, &changes, NULL);

  return sent != NULL && changes == NULL;
}

/**
 * proctor_draft_clone:
 * @test: a test
 * @error: return location for why it can't be copied
 *
 * Returns: (transfer full) (nullable): one that says the same, with all that can't be seen of it
 */
ProctorTest *
proctor_draft_clone (ProctorTest *test,
                     GError **error)
{
  g_autoptr (JsonNode) node = proctor_wire_write (PROCTOR_RECORD (test), error);

  return node != NULL ? proctor_wire_read (PROCTOR_TYPE_TEST, node, error) : NULL;
}

static void
write_now (ProctorDraft *self)
{
  if (self->discarded)
    return;

  if (self->unfinished == NULL && self->base != NULL && !self->gone && proctor_record_equal (self->test, self->base))
    {
      proctor_draft_set_modified (self, FALSE);
      if (self->on_disk)
        proctor_drafts_remove (self->drafts, self->id);
      self->on_disk = FALSE;
      return;
    }

  self->on_disk = TRUE;
  proctor_drafts_put (self->drafts, self);
}

static void
write_cb (gpointer user_data)
{
  g_autoptr (ProctorDraft) self = user_data;

  self->write_source = 0;
  write_now (self);
}

/* A draft that nobody looks at any more lives until it is written. */
void
proctor_draft_touch (ProctorDraft *self)
{
  if (self->write_source == 0)
    self->write_source = g_timeout_add_once (WRITE_DELAY_MSECS, write_cb, g_object_ref (self));
}

/**
 * proctor_draft_flush:
 * @self: a draft
 *
 * What is still to be written is written at once.
 */
void
proctor_draft_flush (ProctorDraft *self)
{
  if (self->write_source == 0)
    return;

  g_clear_handle_id (&self->write_source, g_source_remove);
  write_now (self);
  g_object_unref (self);
}

/* What is still to be written needs no writing any more. */
void
proctor_draft_forget_changes (ProctorDraft *self)
{
  if (self->write_source == 0)
    return;

  g_clear_handle_id (&self->write_source, g_source_remove);
  g_object_unref (self);
}

static void
changed_cb (ProctorDraft *self)
{
  proctor_draft_set_modified (self, proctor_undo_get_state (self->undo) != self->saved_state);
  proctor_draft_touch (self);
}

static void
proctor_draft_dispose (GObject *object)
{
  ProctorDraft *self = PROCTOR_DRAFT (object);

  g_cancellable_cancel (self->cancellable);
  if (self->drafts != NULL)
    proctor_drafts_closed (self->drafts, self);
  g_clear_object (&self->drafts);

  G_OBJECT_CLASS (proctor_draft_parent_class)->dispose (object);
}

static void
proctor_draft_finalize (GObject *object)
{
  ProctorDraft *self = PROCTOR_DRAFT (object);

  g_free (self->unfinished);
  g_free (self->id);
  g_free (self->test_id);
  g_free (self->folder_id);
  g_clear_object (&self->undo);
  g_clear_object (&self->test);
  g_clear_object (&self->base);
  g_clear_object (&self->theirs);
  g_clear_object (&self->maybe);
  g_clear_object (&self->kept_base);
  g_clear_object (&self->creation);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_error (&self->disk_error);

  G_OBJECT_CLASS (proctor_draft_parent_class)->finalize (object);
}

static void
proctor_draft_get_property (GObject *object,
                            guint property_id,
                            GValue *value,
                            GParamSpec *pspec)
{
  ProctorDraft *self = PROCTOR_DRAFT (object);

  switch ((ProctorDraftProperty) property_id)
    {
    case PROP_MODIFIED:
      g_value_set_boolean (value, self->modified);
      break;
    case PROP_SAVING:
      g_value_set_boolean (value, self->saving);
      break;
    case PROP_GONE:
      g_value_set_boolean (value, self->gone);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_DISK_ERROR:
      g_value_set_boxed (value, self->disk_error);
      break;
    case PROP_THEIRS:
      g_value_set_object (value, self->theirs);
      break;
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_FOLDER_ID:
      g_value_set_string (value, self->folder_id);
      break;
    case PROP_DISCARDED:
      g_value_set_boolean (value, self->discarded);
      break;
    }
}

static void
proctor_draft_class_init (ProctorDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_draft_dispose;
  object_class->finalize = proctor_draft_finalize;
  object_class->get_property = proctor_draft_get_property;

  /**
   * ProctorDraft:modified:
   *
   * Whether it says anything else than the server does.
   */
  properties[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, flags);
  properties[PROP_SAVING] = g_param_spec_boolean ("saving", NULL, NULL, FALSE, flags);
  /**
   * ProctorDraft:gone:
   *
   * Whether the server had the test once, and has it no more.
   */
  properties[PROP_GONE] = g_param_spec_boolean ("gone", NULL, NULL, FALSE, flags);
  /**
   * ProctorDraft:error:
   *
   * Why it could not be saved the last time.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  /**
   * ProctorDraft:disk-error:
   *
   * Why it can't be kept on the disk.
   */
  properties[PROP_DISK_ERROR] = g_param_spec_boxed ("disk-error", NULL, NULL, G_TYPE_ERROR, flags);
  /**
   * ProctorDraft:theirs:
   *
   * What somebody else has made of the test meanwhile.
   */
  properties[PROP_THEIRS] = g_param_spec_object ("theirs", NULL, NULL, PROCTOR_TYPE_TEST, flags);
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_FOLDER_ID] = g_param_spec_string ("folder-id", NULL, NULL, NULL, flags);
  /**
   * ProctorDraft:discarded:
   *
   * Whether a test that was never saved was thrown away.
   */
  properties[PROP_DISCARDED] = g_param_spec_boolean ("discarded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_draft_init (ProctorDraft *self)
{
  self->undo = proctor_undo_new ();
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (self->undo, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * proctor_draft_new:
 * @drafts: the drafts of a workspace
 * @id: what it is known by
 * @test_id: (nullable): which test it is on the server
 * @folder_id: (nullable): the folder that it goes into when it is made, or made again
 * @test: what it says
 * @base: (nullable): what the server says
 *
 * Returns: (transfer full): a draft
 */
ProctorDraft *
proctor_draft_new (ProctorDrafts *drafts,
                   const char *id,
                   const char *test_id,
                   const char *folder_id,
                   ProctorTest *test,
                   ProctorTest *base)
{
  ProctorDraft *self = g_object_new (PROCTOR_TYPE_DRAFT, NULL);

  self->drafts = g_object_ref (drafts);
  self->id = g_strdup (id);
  self->test_id = g_strdup (test_id);
  self->folder_id = g_strdup (folder_id);
  self->test = g_object_ref (test);
  g_set_object (&self->base, base);
  self->saved_state = proctor_undo_get_state (self->undo);
  if (base == NULL)
    {
      self->modified = TRUE;
      self->saved_state = G_MAXUINT64;
    }

  return self;
}

/* What comes from the disk was never saved. */
void
proctor_draft_set_restored (ProctorDraft *self)
{
  self->restored = TRUE;
  self->modified = TRUE;
  self->on_disk = TRUE;
  self->saved_state = G_MAXUINT64;
}

/**
 * proctor_draft_get_id:
 * @self: a draft
 *
 * Returns: what it is known by: the test's id, or one of its own as long as the server has none
 */
const char *
proctor_draft_get_id (ProctorDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), NULL);

  return self->id;
}

/**
 * proctor_draft_get_test_id:
 * @self: a draft
 *
 * Returns: (nullable): the test's id on the server, %NULL if it was never saved
 */
const char *
proctor_draft_get_test_id (ProctorDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), NULL);

  return self->test_id;
}

/**
 * proctor_draft_get_folder_id:
 * @self: a draft
 *
 * Returns: (nullable): the folder that it goes into when it is made. Of a test that the server has, where that was when the
 *   draft was opened, should it have to be made again
 */
const char *
proctor_draft_get_folder_id (ProctorDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), NULL);

  return self->folder_id;
}

void
proctor_draft_set_folder_id (ProctorDraft *self,
                             const char *folder_id)
{
  g_return_if_fail (PROCTOR_IS_DRAFT (self));

  if (!g_set_str (&self->folder_id, folder_id))
    return;

  proctor_draft_touch (self);
  notify (self, PROP_FOLDER_ID);
}

/**
 * proctor_draft_get_test:
 * @self: a draft
 *
 * Returns: what it says; it is changed through proctor_draft_get_undo() alone
 */
ProctorTest *
proctor_draft_get_test (ProctorDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), NULL);

  return self->test;
}

/**
 * proctor_draft_get_base:
 * @self: a draft
 *
 * Returns: (nullable): what the server said when it was asked last
 */
ProctorTest *
proctor_draft_get_base (ProctorDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), NULL);

  return self->base;
}

ProctorUndo *
proctor_draft_get_undo (ProctorDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), NULL);

  return self->undo;
}

/**
 * proctor_draft_get_read_only:
 * @self: a draft
 *
 * Returns: (nullable): why the test can't be edited, for a person
 */
const char *
proctor_draft_get_read_only (ProctorDraft *self)
{
  ProctorAccess *access;
  const char *role;
  const char *reason;

  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), NULL);

  if (self->base == NULL)
    return NULL;

  reason = proctor_record_get_read_only (PROCTOR_RECORD (self->base));
  if (reason != NULL)
    return reason;

  access = proctor_test_get_access_info (self->base);
  role = access != NULL ? proctor_access_get_role (access) : NULL;
  if (g_strcmp0 (role, "viewer") == 0 || g_strcmp0 (role, "commenter") == 0)
    return _ ("This test belongs to somebody else, and you may only look at it. A duplicate of it would be yours.");

  return NULL;
}

gboolean
proctor_draft_is_modified (ProctorDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), FALSE);

  return self->modified;
}

/**
 * proctor_draft_is_restored:
 * @self: a draft
 *
 * Returns: whether it is from a time before it was opened, as after a crash
 */
gboolean
proctor_draft_is_restored (ProctorDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), FALSE);

  return self->restored;
}

/**
 * proctor_draft_is_crashed:
 * @self: a draft
 *
 * Returns: whether it was being written when the program died
 */
gboolean
proctor_draft_is_crashed (ProctorDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), FALSE);

  return self->restored && self->crashed;
}

gboolean
proctor_draft_is_saving (ProctorDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), FALSE);

  return self->saving;
}

gboolean
proctor_draft_is_gone (ProctorDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), FALSE);

  return self->gone;
}

const GError *
proctor_draft_get_error (ProctorDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), NULL);

  return self->error;
}

const GError *
proctor_draft_get_disk_error (ProctorDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), NULL);

  return self->disk_error;
}

/**
 * proctor_draft_get_theirs:
 * @self: a draft
 *
 * Returns: (nullable): what somebody else has made of the test since it was opened
 */
ProctorTest *
proctor_draft_get_theirs (ProctorDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), NULL);

  return self->theirs;
}
