/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-config-draft-private.h"

#include <glib/gi18n.h>

#include "proctor-record-equal.h"
#include "proctor-record-place.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-writer.h"

/* Whoever types has what was typed on the disk after that, also if they don't stop. */
#define WRITE_DELAY_MSECS 400

/**
 * ProctorConfigDraft:
 *
 * An agent's configuration on one branch, or a tool's, that is being edited: what it was on the
 * server, what it is to be, and the way back. All changes go through its #ProctorUndo. It is on the
 * disk within a second, and it stays there until the server has it.
 */

typedef enum
{
  PROP_MODIFIED = 1,
  PROP_SAVING,
  PROP_GONE,
  PROP_ERROR,
  PROP_DISK_ERROR,
  PROP_CONFLICT,
} ProctorConfigDraftProperty;

static GParamSpec *properties[PROP_CONFLICT + 1];

G_DEFINE_FINAL_TYPE (ProctorConfigDraft, proctor_config_draft, G_TYPE_OBJECT)

static void
notify (ProctorConfigDraft *self,
        ProctorConfigDraftProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
proctor_config_draft_set_modified (ProctorConfigDraft *self,
                                   gboolean modified)
{
  if (self->modified == modified)
    return;

  self->modified = modified;
  notify (self, PROP_MODIFIED);
}

void
proctor_config_draft_set_saving (ProctorConfigDraft *self,
                                 gboolean saving)
{
  self->saving = saving;
  notify (self, PROP_SAVING);
}

void
proctor_config_draft_set_gone (ProctorConfigDraft *self,
                               gboolean gone)
{
  if (self->gone == gone)
    return;

  self->gone = gone;
  notify (self, PROP_GONE);
}

void
proctor_config_draft_set_error (ProctorConfigDraft *self,
                                const GError *error)
{
  if (error == NULL && self->error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  notify (self, PROP_ERROR);
}

void
proctor_config_draft_set_disk_error (ProctorConfigDraft *self,
                                     const GError *error)
{
  if (error == NULL && self->disk_error == NULL)
    return;

  g_clear_error (&self->disk_error);
  self->disk_error = error != NULL ? g_error_copy (error) : NULL;
  notify (self, PROP_DISK_ERROR);
}

void
proctor_config_draft_set_theirs (ProctorConfigDraft *self,
                                 ProctorRecord *theirs)
{
  if (g_set_object (&self->theirs, theirs))
    notify (self, PROP_CONFLICT);
}

/* One that says the same, with all that can't be seen of it. */
gpointer
proctor_config_draft_clone (gpointer record,
                            GError **error)
{
  g_autoptr (JsonNode) node = proctor_wire_write (PROCTOR_RECORD (record), error);

  return node != NULL ? proctor_wire_read (G_OBJECT_TYPE (record), node, error) : NULL;
}

/* Makes the record what another says, as a step that can be undone. */
void
proctor_config_draft_assign (ProctorConfigDraft *self,
                             ProctorRecord *record,
                             const char *label)
{
  proctor_undo_begin (self->undo, label);
  proctor_undo_assign (self->undo, self->record, record);
  proctor_undo_end (self->undo);
}

static void
write_now (ProctorConfigDraft *self)
{
  if (!self->gone && proctor_record_equal (self->record, self->base))
    {
      proctor_config_draft_set_modified (self, FALSE);
      if (self->on_disk)
        proctor_config_drafts_remove (self->drafts, self->id);
      self->on_disk = FALSE;
      return;
    }

  self->on_disk = TRUE;
  proctor_config_drafts_put (self->drafts, self);
}

static void
write_cb (gpointer user_data)
{
  g_autoptr (ProctorConfigDraft) self = user_data;

  self->write_source = 0;
  write_now (self);
}

/* A draft that nobody looks at any more lives until it is written. */
void
proctor_config_draft_touch (ProctorConfigDraft *self)
{
  if (self->write_source == 0)
    self->write_source = g_timeout_add_once (WRITE_DELAY_MSECS, write_cb, g_object_ref (self));
}

/* What is still to be written is written at once. */
void
proctor_config_draft_flush (ProctorConfigDraft *self)
{
  if (self->write_source == 0)
    return;

  g_clear_handle_id (&self->write_source, g_source_remove);
  write_now (self);
  g_object_unref (self);
}

/* What is still to be written needs no writing any more. */
void
proctor_config_draft_forget_changes (ProctorConfigDraft *self)
{
  if (self->write_source == 0)
    return;

  g_clear_handle_id (&self->write_source, g_source_remove);
  g_object_unref (self);
}

static void
changed_cb (ProctorConfigDraft *self)
{
  proctor_config_draft_set_modified (self, proctor_undo_get_state (self->undo) != self->saved_state);
  proctor_config_draft_touch (self);
}

static void
proctor_config_draft_dispose (GObject *object)
{
  ProctorConfigDraft *self = PROCTOR_CONFIG_DRAFT (object);

  g_cancellable_cancel (self->cancellable);
  if (self->drafts != NULL)
    proctor_config_drafts_closed (self->drafts, self);
  g_clear_object (&self->drafts);

  G_OBJECT_CLASS (proctor_config_draft_parent_class)->dispose (object);
}

static void
proctor_config_draft_finalize (GObject *object)
{
  ProctorConfigDraft *self = PROCTOR_CONFIG_DRAFT (object);

  g_free (self->id);
  g_free (self->thing_id);
  g_free (self->branch_id);
  g_clear_object (&self->undo);
  g_clear_object (&self->record);
  g_clear_object (&self->base);
  g_clear_object (&self->theirs);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_error (&self->disk_error);

  G_OBJECT_CLASS (proctor_config_draft_parent_class)->finalize (object);
}

static void
proctor_config_draft_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  ProctorConfigDraft *self = PROCTOR_CONFIG_DRAFT (object);

  switch ((ProctorConfigDraftProperty) property_id)
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
    case PROP_CONFLICT:
      g_value_set_boolean (value, self->theirs != NULL);
      break;
    }
}

static void
proctor_config_draft_class_init (ProctorConfigDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_config_draft_dispose;
  object_class->finalize = proctor_config_draft_finalize;
  object_class->get_property = proctor_config_draft_get_property;

  /**
   * ProctorConfigDraft:modified:
   *
   * Whether it says anything else than the server does.
   */
  properties[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, flags);
  properties[PROP_SAVING] = g_param_spec_boolean ("saving", NULL, NULL, FALSE, flags);
  /**
   * ProctorConfigDraft:gone:
   *
   * Whether the server has it no more.
   */
  properties[PROP_GONE] = g_param_spec_boolean ("gone", NULL, NULL, FALSE, flags);
  /**
   * ProctorConfigDraft:error:
   *
   * Why it could not be saved the last time.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  /**
   * ProctorConfigDraft:disk-error:
   *
   * Why it can't be kept on the disk.
   */
  properties[PROP_DISK_ERROR] = g_param_spec_boxed ("disk-error", NULL, NULL, G_TYPE_ERROR, flags);
  /**
   * ProctorConfigDraft:conflict:
   *
   * Whether somebody else has changed the same meanwhile.
   */
  properties[PROP_CONFLICT] = g_param_spec_boolean ("conflict", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_config_draft_init (ProctorConfigDraft *self)
{
  self->undo = proctor_undo_new ();
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (self->undo, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * proctor_config_draft_new:
 * @drafts: those of a workspace
 * @kind: what it is
 * @id: what it is known by
 * @thing_id: the agent or the tool
 * @branch_id: (nullable): the branch of an agent
 * @record: what it says
 * @base: what the server says
 *
 * Returns: (transfer full): a draft
 */
ProctorConfigDraft *
proctor_config_draft_new (ProctorConfigDrafts *drafts,
                          ProctorConfigKind kind,
                          const char *id,
                          const char *thing_id,
                          const char *branch_id,
                          ProctorRecord *record,
                          ProctorRecord *base)
{
  ProctorConfigDraft *self = g_object_new (PROCTOR_TYPE_CONFIG_DRAFT, NULL);

  self->drafts = g_object_ref (drafts);
  self->kind = kind;
  self->id = g_strdup (id);
  self->thing_id = g_strdup (thing_id);
  self->branch_id = g_strdup (branch_id);
  self->record = g_object_ref (record);
  self->base = g_object_ref (base);
  self->saved_state = proctor_undo_get_state (self->undo);

  return self;
}

/* What comes from the disk was never saved. */
void
proctor_config_draft_set_restored (ProctorConfigDraft *self)
{
  self->restored = TRUE;
  self->modified = TRUE;
  self->on_disk = TRUE;
  self->saved_state = G_MAXUINT64;
}

ProctorConfigKind
proctor_config_draft_get_kind (ProctorConfigDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONFIG_DRAFT (self), PROCTOR_CONFIG_AGENT);

  return self->kind;
}

/**
 * proctor_config_draft_get_thing_id:
 * @self: a draft
 *
 * Returns: the id of the agent or the tool
 */
const char *
proctor_config_draft_get_thing_id (ProctorConfigDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONFIG_DRAFT (self), NULL);

  return self->thing_id;
}

/**
 * proctor_config_draft_get_branch_id:
 * @self: a draft
 *
 * Returns: (nullable): the agent's branch that is edited
 */
const char *
proctor_config_draft_get_branch_id (ProctorConfigDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONFIG_DRAFT (self), NULL);

  return self->branch_id;
}

/**
 * proctor_config_draft_get_record:
 * @self: a draft
 *
 * Returns: what it says; it is changed through proctor_config_draft_get_undo() alone
 */
ProctorRecord *
proctor_config_draft_get_record (ProctorConfigDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONFIG_DRAFT (self), NULL);

  return self->record;
}

ProctorAgent *
proctor_config_draft_get_agent (ProctorConfigDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONFIG_DRAFT (self), NULL);

  return PROCTOR_AGENT (self->record);
}

ProctorTool *
proctor_config_draft_get_tool (ProctorConfigDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONFIG_DRAFT (self), NULL);

  return PROCTOR_TOOL (self->record);
}

ProctorUndo *
proctor_config_draft_get_undo (ProctorConfigDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONFIG_DRAFT (self), NULL);

  return self->undo;
}

/**
 * proctor_config_draft_get_read_only:
 * @self: a draft
 *
 * Returns: (nullable): why it can't be edited, for a person
 */
const char *
proctor_config_draft_get_read_only (ProctorConfigDraft *self)
{
  g_autoptr (ProctorSession) session = NULL;

  g_return_val_if_fail (PROCTOR_IS_CONFIG_DRAFT (self), NULL);

  if (proctor_record_get_read_only (self->base) != NULL)
    return proctor_record_get_read_only (self->base);

  session = proctor_config_drafts_dup_session (self->drafts);
  if (session != NULL && !proctor_workspace_is_local (proctor_session_get_workspace (session)))
    return _ ("The agents of this workspace are edited in the ElevenLabs dashboard.");

  return NULL;
}

gboolean
proctor_config_draft_is_modified (ProctorConfigDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONFIG_DRAFT (self), FALSE);

  return self->modified;
}

/**
 * proctor_config_draft_is_restored:
 * @self: a draft
 *
 * Returns: whether it is from a time before it was opened, as after a crash
 */
gboolean
proctor_config_draft_is_restored (ProctorConfigDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONFIG_DRAFT (self), FALSE);

  return self->restored;
}

gboolean
proctor_config_draft_is_saving (ProctorConfigDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONFIG_DRAFT (self), FALSE);

  return self->saving;
}

gboolean
proctor_config_draft_is_gone (ProctorConfigDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONFIG_DRAFT (self), FALSE);

  return self->gone;
}

const GError *
proctor_config_draft_get_error (ProctorConfigDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONFIG_DRAFT (self), NULL);

  return self->error;
}

const GError *
proctor_config_draft_get_disk_error (ProctorConfigDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONFIG_DRAFT (self), NULL);

  return self->disk_error;
}

/**
 * proctor_config_draft_discard:
 * @self: a draft
 *
 * It says what the server says again, which can be undone.
 */
void
proctor_config_draft_discard (ProctorConfigDraft *self)
{
  g_autoptr (ProctorRecord) base = NULL;

  g_return_if_fail (PROCTOR_IS_CONFIG_DRAFT (self));

  proctor_config_draft_set_error (self, NULL);
  if (self->theirs != NULL)
    g_set_object (&self->base, self->theirs);
  proctor_config_draft_set_theirs (self, NULL);
  base = proctor_config_draft_clone (self->base, NULL);
  if (base == NULL)
    return;

  /* Translators: a step that can be undone, as in "Undo Discard Changes". */
  proctor_config_draft_assign (self, base, _ ("Discard Changes"));
  proctor_config_draft_touch (self);
  proctor_config_draft_flush (self);
}

/**
 * proctor_config_draft_find_place:
 * @self: a draft
 * @path: where, as in "body.conversation_config.agent.prompt.llm"
 * @record: (out) (transfer none): the part of it that is meant
 * @field: (out): which of its properties, G_MAXUINT for all of it
 *
 * Finds what a server speaks of.
 *
 * Returns: whether anything of it is known
 */
gboolean
proctor_config_draft_find_place (ProctorConfigDraft *self,
                                 const char *path,
                                 ProctorRecord **record,
                                 guint *field)
{
  g_return_val_if_fail (PROCTOR_IS_CONFIG_DRAFT (self), FALSE);

  return proctor_record_place_find (self->record, path, record, field, NULL);
}
