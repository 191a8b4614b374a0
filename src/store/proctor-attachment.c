/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-attachment.h"

/**
 * ProctorAttachment:
 *
 * A test or a folder that belongs to an agent, or a test that does because its folder does. The agent has only
 * an id; what is behind it becomes known by and by.
 */
struct _ProctorAttachment
{
  GObject parent_instance;

  /* Owned */
  char *id;
  char *node_id;
  char *name;
  GListStore *children;

  ProctorAttachmentState state;
  ProctorTestKind kind;
  gboolean is_foreign;
  gboolean is_complete;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorAttachment, proctor_attachment, G_TYPE_OBJECT)

static void
tell (ProctorAttachment *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
proctor_attachment_finalize (GObject *object)
{
  ProctorAttachment *self = PROCTOR_ATTACHMENT (object);

  g_free (self->id);
  g_free (self->node_id);
  g_free (self->name);
  g_clear_object (&self->children);

  G_OBJECT_CLASS (proctor_attachment_parent_class)->finalize (object);
}

static void
proctor_attachment_class_init (ProctorAttachmentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_attachment_finalize;

  /**
   * ProctorAttachment::changed:
   * @self: an attachment
   *
   * More is known of it, or something else.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_ATTACHMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_attachment_init (ProctorAttachment *self)
{
  self->children = g_list_store_new (PROCTOR_TYPE_ATTACHMENT);
}

/**
 * proctor_attachment_new:
 * @id: a test or a folder
 * @node_id: (nullable): the node of the workflow at which it begins
 *
 * Returns: (transfer full): something that is attached, of which nothing else is known yet
 */
ProctorAttachment *
proctor_attachment_new (const char *id,
                        const char *node_id)
{
  ProctorAttachment *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_ATTACHMENT, NULL);
  self->id = g_strdup (id);
  self->node_id = g_strdup (node_id);

  return self;
}

const char *
proctor_attachment_get_id (ProctorAttachment *self)
{
  g_return_val_if_fail (PROCTOR_IS_ATTACHMENT (self), NULL);

  return self->id;
}

const char *
proctor_attachment_get_node_id (ProctorAttachment *self)
{
  g_return_val_if_fail (PROCTOR_IS_ATTACHMENT (self), NULL);

  return self->node_id;
}

/**
 * proctor_attachment_get_name:
 * @self: an attachment
 *
 * Returns: (nullable): what it is called, as far as that is known
 */
const char *
proctor_attachment_get_name (ProctorAttachment *self)
{
  g_return_val_if_fail (PROCTOR_IS_ATTACHMENT (self), NULL);

  return self->name;
}

ProctorAttachmentState
proctor_attachment_get_state (ProctorAttachment *self)
{
  g_return_val_if_fail (PROCTOR_IS_ATTACHMENT (self), PROCTOR_ATTACHMENT_UNKNOWN);

  return self->state;
}

ProctorTestKind
proctor_attachment_get_kind (ProctorAttachment *self)
{
  g_return_val_if_fail (PROCTOR_IS_ATTACHMENT (self), PROCTOR_TEST_KIND_UNKNOWN);

  return self->kind;
}

/**
 * proctor_attachment_is_foreign:
 * @self: an attachment
 *
 * Returns: whether it is a test that was made for another agent
 */
gboolean
proctor_attachment_is_foreign (ProctorAttachment *self)
{
  g_return_val_if_fail (PROCTOR_IS_ATTACHMENT (self), FALSE);

  return self->is_foreign;
}

/**
 * proctor_attachment_get_children:
 * @self: an attachment
 *
 * Returns: (transfer none): of #ProctorAttachment, the tests in a folder and below it
 */
GListModel *
proctor_attachment_get_children (ProctorAttachment *self)
{
  g_return_val_if_fail (PROCTOR_IS_ATTACHMENT (self), NULL);

  return G_LIST_MODEL (self->children);
}

/**
 * proctor_attachment_is_complete:
 * @self: an attachment
 *
 * Returns: whether all tests in the folder are known
 */
gboolean
proctor_attachment_is_complete (ProctorAttachment *self)
{
  g_return_val_if_fail (PROCTOR_IS_ATTACHMENT (self), FALSE);

  return self->is_complete;
}

/**
 * proctor_attachment_set_test:
 * @self: an attachment
 * @name: (nullable): what it is called
 * @kind: what kind of test it is
 *
 * It has turned out to be a test.
 */
void
proctor_attachment_set_test (ProctorAttachment *self,
                             const char *name,
                             ProctorTestKind kind)
{
  g_return_if_fail (PROCTOR_IS_ATTACHMENT (self));

  if (self->state == PROCTOR_ATTACHMENT_TEST && self->kind == kind && g_strcmp0 (self->name, name) == 0)
    return;

  self->state = PROCTOR_ATTACHMENT_TEST;
  self->kind = kind;
  g_set_str (&self->name, name);
  tell (self);
}

/**
 * proctor_attachment_set_folder:
 * @self: an attachment
 * @name: (nullable): what it is called
 *
 * It has turned out to be a folder.
 */
void
proctor_attachment_set_folder (ProctorAttachment *self,
                               const char *name)
{
  g_return_if_fail (PROCTOR_IS_ATTACHMENT (self));

  if (self->state == PROCTOR_ATTACHMENT_FOLDER && g_strcmp0 (self->name, name) == 0)
    return;

  self->state = PROCTOR_ATTACHMENT_FOLDER;
  g_set_str (&self->name, name);
  tell (self);
}

/**
 * proctor_attachment_set_dangling:
 * @self: an attachment
 *
 * It has turned out to be nothing any more.
 */
void
proctor_attachment_set_dangling (ProctorAttachment *self)
{
  g_return_if_fail (PROCTOR_IS_ATTACHMENT (self));

  if (self->state == PROCTOR_ATTACHMENT_DANGLING)
    return;

  self->state = PROCTOR_ATTACHMENT_DANGLING;
  tell (self);
}

/**
 * proctor_attachment_set_foreign:
 * @self: an attachment
 * @foreign: whether it was made for another agent
 */
void
proctor_attachment_set_foreign (ProctorAttachment *self,
                                gboolean foreign)
{
  g_return_if_fail (PROCTOR_IS_ATTACHMENT (self));

  if (self->is_foreign == foreign)
    return;

  self->is_foreign = foreign;
  tell (self);
}

static gboolean
has_children (ProctorAttachment *self,
              GPtrArray *children)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->children)) != children->len)
    return FALSE;

  for (guint i = 0; i < children->len; i++)
    {
      g_autoptr (ProctorAttachment) child = g_list_model_get_item (G_LIST_MODEL (self->children), i);

      if (!g_str_equal (child->id, ((ProctorAttachment *) children->pdata[i])->id))
        return FALSE;
    }

  return TRUE;
}

/**
 * proctor_attachment_set_children:
 * @self: an attachment that is a folder
 * @children: (element-type ProctorAttachment): the tests in it and below
 * @complete: whether these are all
 *
 * Those that are there already stay the objects that they are if nothing came or went.
 */
void
proctor_attachment_set_children (ProctorAttachment *self,
                                 GPtrArray *children,
                                 gboolean complete)
{
  g_return_if_fail (PROCTOR_IS_ATTACHMENT (self));
  g_return_if_fail (children != NULL);

  if (has_children (self, children))
    {
      for (guint i = 0; i < children->len; i++)
        {
          g_autoptr (ProctorAttachment) child = g_list_model_get_item (G_LIST_MODEL (self->children), i);
          ProctorAttachment *news = children->pdata[i];

          proctor_attachment_set_test (child, news->name, news->kind);
        }
      if (self->is_complete == complete)
        return;
    }
  else
    {
      g_list_store_splice (self->children, 0, g_list_model_get_n_items (G_LIST_MODEL (self->children)), children->pdata, children->len);
    }
  self->is_complete = complete;
  tell (self);
}
