/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-sync-item.h"

#include <string.h>

#include "proctor-test-text.h"

ProctorSyncItem *
proctor_sync_item_new (const char *id,
                       const char *path)
{
  ProctorSyncItem *item = g_new0 (ProctorSyncItem, 1);

  item->id = g_strdup (id);
  item->path = g_strdup (path);
  item->is_wanted = TRUE;

  return item;
}

void
proctor_sync_item_free (ProctorSyncItem *item)
{
  g_free (item->id);
  g_free (item->name);
  g_free (item->path);
  g_strfreev (item->changed_here);
  g_strfreev (item->changed_there);
  g_clear_error (&item->error);
  g_clear_pointer (&item->local, g_bytes_unref);
  g_clear_pointer (&item->base, g_bytes_unref);
  g_clear_pointer (&item->remote, g_bytes_unref);
  g_free (item->kind);
  g_free (item->base_path);
  g_strfreev (item->local_folders);
  g_strfreev (item->base_folders);
  g_strfreev (item->base_local_folders);
  g_strfreev (item->remote_folders);
  g_free (item->remote_folder_id);
  g_free (item->old_id);
  g_free (item->old_path);
  g_free (item);
}

static gboolean
differ (char **one,
        char **other)
{
  return one != NULL && other != NULL && !g_strv_equal ((const char *const *) one, (const char *const *) other);
}

/**
 * proctor_sync_item_has_moved_here:
 * @item: a test
 *
 * Returns: whether its file is in another folder than when both said the same
 */
gboolean
proctor_sync_item_has_moved_here (ProctorSyncItem *item)
{
  return item->local != NULL && differ (item->local_folders, item->base_local_folders);
}

/**
 * proctor_sync_item_has_moved_there:
 * @item: a test
 *
 * Returns: whether it is in another folder on the server than when both said the same
 */
gboolean
proctor_sync_item_has_moved_there (ProctorSyncItem *item)
{
  return item->is_there && differ (item->remote_folders, item->base_folders);
}

static char **
add_member (char **members,
            const char *member)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) old = members;
  gboolean is_added = FALSE;

  for (gsize i = 0; old[i] != NULL; i++)
    {
      if (!is_added && strcmp (old[i], member) > 0)
        {
          g_strv_builder_add (builder, member);
          is_added = TRUE;
        }
      g_strv_builder_add (builder, old[i]);
    }
  if (!is_added)
    g_strv_builder_add (builder, member);

  return g_strv_builder_end (builder);
}

static void
set_failed (ProctorSyncItem *item,
            GError *error)
{
  item->state = PROCTOR_SYNC_FAILED;
  g_clear_error (&item->error);
  item->error = error;
}

/**
 * proctor_sync_item_look_here:
 * @item: a test with a file
 *
 * Finds out what was changed in the file.
 *
 * Returns: whether that could be found out
 */
gboolean
proctor_sync_item_look_here (ProctorSyncItem *item)
{
  GError *error = NULL;

  g_clear_pointer (&item->changed_here, g_strfreev);
  if (item->base == NULL)
    return TRUE;

  item->changed_here = proctor_test_text_list_changes (item->base, item->local, &error);
  if (item->changed_here == NULL)
    {
      set_failed (item, error);
      return FALSE;
    }
  if (proctor_sync_item_has_moved_here (item))
    item->changed_here = add_member (item->changed_here, PROCTOR_SYNC_FOLDER_MEMBER);

  return TRUE;
}

/* Whether the same member was changed on both sides, to say something else. */
static gboolean
overlap (ProctorSyncItem *item,
         char **different)
{
  for (gsize i = 0; item->changed_here[i] != NULL; i++)
    {
      const char *member = item->changed_here[i];

      if (!g_strv_contains ((const char *const *) item->changed_there, member))
        continue;
      if (g_str_equal (member, PROCTOR_SYNC_FOLDER_MEMBER) ? differ (item->local_folders, item->remote_folders) : g_strv_contains ((const char *const *) different, member))
        return TRUE;
    }

  return FALSE;
}

static void
compare_both (ProctorSyncItem *item)
{
  g_auto (GStrv) different = NULL;
  GError *error = NULL;
  gboolean moved = proctor_sync_item_has_moved_here (item) || proctor_sync_item_has_moved_there (item);

  different = proctor_test_text_list_changes (item->local, item->remote, &error);
  if (different != NULL && item->base != NULL)
    item->changed_there = proctor_test_text_list_changes (item->base, item->remote, &error);
  if (error != NULL)
    {
      set_failed (item, error);
      return;
    }
  if (proctor_sync_item_has_moved_there (item))
    item->changed_there = add_member (item->changed_there, PROCTOR_SYNC_FOLDER_MEMBER);

  if (different[0] == NULL && (!moved || (item->base != NULL && !differ (item->local_folders, item->remote_folders))))
    item->state = PROCTOR_SYNC_SAME;
  else if (item->base == NULL)
    {
      item->state = PROCTOR_SYNC_CONFLICT;
      item->changed_here = g_strdupv (different);
      item->changed_there = g_strdupv (different);
    }
  else if (item->changed_here[0] == NULL)
    item->state = PROCTOR_SYNC_CHANGED_THERE;
  else if (item->changed_there[0] == NULL)
    item->state = PROCTOR_SYNC_CHANGED_HERE;
  else
    item->state = overlap (item, different) ? PROCTOR_SYNC_CONFLICT : PROCTOR_SYNC_CHANGED_BOTH;
}

static void
compare_remote (ProctorSyncItem *item)
{
  GError *error = NULL;

  item->state = item->base != NULL ? PROCTOR_SYNC_DELETED_HERE : PROCTOR_SYNC_ONLY_THERE;
  if (item->base == NULL)
    return;

  item->changed_there = proctor_test_text_list_changes (item->base, item->remote, &error);
  if (item->changed_there == NULL)
    set_failed (item, error);
  else if (proctor_sync_item_has_moved_there (item))
    item->changed_there = add_member (item->changed_there, PROCTOR_SYNC_FOLDER_MEMBER);
}

/**
 * proctor_sync_item_compare:
 * @item: a test with all that is known of it
 *
 * Finds out how file and server are to each other. It parses: call it from a worker.
 */
void
proctor_sync_item_compare (ProctorSyncItem *item)
{
  if (item->state == PROCTOR_SYNC_FAILED)
    return;

  g_clear_pointer (&item->changed_there, g_strfreev);
  if (item->local != NULL && !proctor_sync_item_look_here (item))
    return;
  if (item->local != NULL && item->remote != NULL)
    compare_both (item);
  else if (item->local != NULL)
    item->state = item->base != NULL || (item->id != NULL && item->is_listed) ? PROCTOR_SYNC_DELETED_THERE : PROCTOR_SYNC_ONLY_HERE;
  else if (item->remote != NULL)
    compare_remote (item);
  else if (item->is_there)
    item->state = item->base != NULL ? PROCTOR_SYNC_DELETED_HERE : PROCTOR_SYNC_ONLY_THERE;
  else
    item->state = PROCTOR_SYNC_SAME;
}

static ProctorSyncDeed
decide_pull (ProctorSyncItem *item,
             gboolean force,
             gboolean prune)
{
  switch (item->state)
    {
    case PROCTOR_SYNC_ONLY_THERE:
    case PROCTOR_SYNC_CHANGED_THERE:
      return PROCTOR_SYNC_DEED_WRITTEN;
    case PROCTOR_SYNC_CHANGED_BOTH:
      return PROCTOR_SYNC_DEED_MERGED;
    case PROCTOR_SYNC_CONFLICT:
      return force ? PROCTOR_SYNC_DEED_WRITTEN : PROCTOR_SYNC_DEED_NONE;
    case PROCTOR_SYNC_DELETED_HERE:
      /* A file that the list still names was not deleted, but lost. */
      return item->is_listed || force ? PROCTOR_SYNC_DEED_WRITTEN : PROCTOR_SYNC_DEED_NONE;
    case PROCTOR_SYNC_DELETED_THERE:
      return prune && (force || (item->changed_here != NULL && item->changed_here[0] == NULL)) ? PROCTOR_SYNC_DEED_REMOVED : PROCTOR_SYNC_DEED_NONE;
    case PROCTOR_SYNC_SAME:
    case PROCTOR_SYNC_ONLY_HERE:
    case PROCTOR_SYNC_CHANGED_HERE:
    case PROCTOR_SYNC_FAILED:
    default:
      return PROCTOR_SYNC_DEED_NONE;
    }
}

static ProctorSyncDeed
decide_push (ProctorSyncItem *item,
             gboolean force,
             gboolean prune)
{
  switch (item->state)
    {
    case PROCTOR_SYNC_ONLY_HERE:
      return PROCTOR_SYNC_DEED_MADE;
    case PROCTOR_SYNC_CHANGED_HERE:
      return PROCTOR_SYNC_DEED_SENT;
    case PROCTOR_SYNC_CHANGED_BOTH:
    case PROCTOR_SYNC_CONFLICT:
      return force ? PROCTOR_SYNC_DEED_SENT : PROCTOR_SYNC_DEED_NONE;
    case PROCTOR_SYNC_DELETED_HERE:
      return prune && (force || (item->changed_there != NULL && item->changed_there[0] == NULL)) ? PROCTOR_SYNC_DEED_DELETED : PROCTOR_SYNC_DEED_NONE;
    case PROCTOR_SYNC_DELETED_THERE:
      return force ? PROCTOR_SYNC_DEED_MADE : PROCTOR_SYNC_DEED_NONE;
    case PROCTOR_SYNC_SAME:
    case PROCTOR_SYNC_ONLY_THERE:
    case PROCTOR_SYNC_CHANGED_THERE:
    case PROCTOR_SYNC_FAILED:
    default:
      return PROCTOR_SYNC_DEED_NONE;
    }
}

/**
 * proctor_sync_item_decide:
 * @item: a test that was compared
 * @mode: what is wanted
 * @force: whether it is wanted also where the other side was changed
 * @prune: whether what one side has deleted is to be deleted on the other
 *
 * Returns: what is to be done
 */
ProctorSyncDeed
proctor_sync_item_decide (ProctorSyncItem *item,
                          ProctorSyncMode mode,
                          gboolean force,
                          gboolean prune)
{
  switch (mode)
    {
    case PROCTOR_SYNC_PULL:
      return decide_pull (item, force, prune);
    case PROCTOR_SYNC_PUSH:
      return decide_push (item, force, prune);
    case PROCTOR_SYNC_DIFF:
    default:
      return PROCTOR_SYNC_DEED_NONE;
    }
}

/**
 * proctor_sync_item_dup_target_folders:
 * @item: a test
 *
 * Returns: (transfer full): the names of the folders that its file is to be in
 */
char **
proctor_sync_item_dup_target_folders (ProctorSyncItem *item)
{
  char *none[] = { NULL };
  char **folders = item->local_folders;

  if (item->is_there && (item->local == NULL || (proctor_sync_item_has_moved_there (item) && !proctor_sync_item_has_moved_here (item))))
    folders = item->remote_folders;

  return g_strdupv (folders != NULL ? folders : none);
}
