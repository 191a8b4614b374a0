/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The folder that a test is in is no member of it, but may be another, too. */
#define PROCTOR_SYNC_FOLDER_MEMBER "folder_path"

/**
 * ProctorSyncState:
 * @PROCTOR_SYNC_SAME: file and server say the same
 * @PROCTOR_SYNC_ONLY_HERE: there is a file, and the server never had the test
 * @PROCTOR_SYNC_ONLY_THERE: the server has the test, and there never was a file
 * @PROCTOR_SYNC_CHANGED_HERE: the file was changed
 * @PROCTOR_SYNC_CHANGED_THERE: the test was changed on the server
 * @PROCTOR_SYNC_CHANGED_BOTH: both were, in different members
 * @PROCTOR_SYNC_CONFLICT: both were, in the same members
 * @PROCTOR_SYNC_DELETED_HERE: the file is gone
 * @PROCTOR_SYNC_DELETED_THERE: the server doesn't have the test any more
 * @PROCTOR_SYNC_FAILED: that could not be found out
 *
 * How a test in a file and on a server are to each other.
 */
typedef enum
{
  PROCTOR_SYNC_SAME,
  PROCTOR_SYNC_ONLY_HERE,
  PROCTOR_SYNC_ONLY_THERE,
  PROCTOR_SYNC_CHANGED_HERE,
  PROCTOR_SYNC_CHANGED_THERE,
  PROCTOR_SYNC_CHANGED_BOTH,
  PROCTOR_SYNC_CONFLICT,
  PROCTOR_SYNC_DELETED_HERE,
  PROCTOR_SYNC_DELETED_THERE,
  PROCTOR_SYNC_FAILED,
} ProctorSyncState;

/**
 * ProctorSyncDeed:
 * @PROCTOR_SYNC_DEED_NONE: nothing
 * @PROCTOR_SYNC_DEED_WRITTEN: the file is what the server has
 * @PROCTOR_SYNC_DEED_MERGED: the file has what was changed on both sides
 * @PROCTOR_SYNC_DEED_REMOVED: the file is gone
 * @PROCTOR_SYNC_DEED_MADE: the server has the test, which it had not
 * @PROCTOR_SYNC_DEED_SENT: the server has what the file says
 * @PROCTOR_SYNC_DEED_DELETED: the server has the test no more
 *
 * What was done about it.
 */
typedef enum
{
  PROCTOR_SYNC_DEED_NONE,
  PROCTOR_SYNC_DEED_WRITTEN,
  PROCTOR_SYNC_DEED_MERGED,
  PROCTOR_SYNC_DEED_REMOVED,
  PROCTOR_SYNC_DEED_MADE,
  PROCTOR_SYNC_DEED_SENT,
  PROCTOR_SYNC_DEED_DELETED,
} ProctorSyncDeed;

/**
 * ProctorSyncItem:
 * @id: (nullable): the test's id
 * @name: (nullable): what it is called
 * @path: (nullable): where its file is or is to be, from the project's folder
 * @state: how file and server are to each other
 * @deed: what was done, or would be
 * @changed_here: (nullable): which members were changed in the file
 * @changed_there: (nullable): which were on the server
 * @error: (nullable): why something could not be done
 * @is_seen: whether all that is known
 *
 * A test that is in a project, on a server, or both.
 */
typedef struct
{
  char *id;
  char *name;
  char *path;
  ProctorSyncState state;
  ProctorSyncDeed deed;
  char **changed_here;
  char **changed_there;
  GError *error;
  gboolean is_seen;

  /*< private >*/
  GBytes *local;
  GBytes *base;
  GBytes *remote;
  char *kind;
  char *base_path;
  char **local_folders;
  char **base_folders;
  char **base_local_folders;
  char **remote_folders;
  char *remote_folder_id;
  char *old_id;       /* of the test that the server doesn't have any more, if it has made another */
  char *old_path;     /* where its file is, if it is to be at another place */
  gboolean is_listed; /* in the list of tests */
  gboolean is_there;  /* on the server, as far as its list says */
  gboolean is_guess;  /* its id is that of a test with the same name, and nothing else speaks for it */
  gboolean is_wanted;
  gboolean is_named; /* has to be named in the list of tests, anew */
  gboolean is_cancelled;
  gboolean is_gone; /* must not be named there any more */
} ProctorSyncItem;

/**
 * ProctorSyncMode:
 * @PROCTOR_SYNC_DIFF: only look
 * @PROCTOR_SYNC_PULL: make the files be what the server has
 * @PROCTOR_SYNC_PUSH: make the server have what the files are
 *
 * What is wanted.
 */
typedef enum
{
  PROCTOR_SYNC_DIFF,
  PROCTOR_SYNC_PULL,
  PROCTOR_SYNC_PUSH,
} ProctorSyncMode;

ProctorSyncItem *proctor_sync_item_new (const char *id,
                                        const char *path);
void proctor_sync_item_free (ProctorSyncItem *item);

gboolean proctor_sync_item_has_moved_here (ProctorSyncItem *item);
gboolean proctor_sync_item_has_moved_there (ProctorSyncItem *item);
gboolean proctor_sync_item_look_here (ProctorSyncItem *item);
void proctor_sync_item_compare (ProctorSyncItem *item);
ProctorSyncDeed proctor_sync_item_decide (ProctorSyncItem *item,
                                          ProctorSyncMode mode,
                                          gboolean force,
                                          gboolean prune);
char **proctor_sync_item_dup_target_folders (ProctorSyncItem *item);

G_END_DECLS
