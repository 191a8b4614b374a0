/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-moves.h"

#include "proctor-folder-actions.h"
#include "proctor-folder-picker.h"
#include "proctor-move-job.h"
#include "proctor-toasts.h"

#include <glib/gi18n.h>

/**
 * ProctorMoves:
 *
 * Moves tests and folders for a part of the window, and says so in a toast with which it can be
 * undone. How far a move has got, and what failed, is shown by whoever hears of the job.
 */
struct _ProctorMoves
{
  GObject parent_instance;

  /* Owned */
  ProctorSession *session;
  GCancellable *cancellable;

  /* Borrowed */
  GtkWidget *widget;
};

G_DEFINE_FINAL_TYPE (ProctorMoves, proctor_moves, G_TYPE_OBJECT)

enum
{
  SIGNAL_JOB_STARTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A move that is under way, and then what is needed to undo it. */
typedef struct
{
  GWeakRef moves;
  char **ids;
  char *folder_id;
  GPtrArray *old_folder_ids; /* "": in no folder */
} Move;

static void
move_free (Move *move)
{
  g_weak_ref_clear (&move->moves);
  g_strfreev (move->ids);
  g_free (move->folder_id);
  g_ptr_array_unref (move->old_folder_ids);
  g_free (move);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Move, move_free)

static const char *
get_place (ProctorLibrary *library,
           const char *id)
{
  ProctorFolderItem *folder = proctor_library_find_folder (library, id);
  ProctorTestItem *test = folder == NULL ? proctor_library_find (library, id) : NULL;
  const char *place = NULL;

  if (folder != NULL && proctor_folder_item_get_parent (folder) != NULL)
    place = proctor_folder_item_get_id (proctor_folder_item_get_parent (folder));
  else if (test != NULL)
    place = proctor_test_item_get_folder_id (test);

  return place != NULL ? place : "";
}

/* What is there already need not be moved. */
static Move *
plan (ProctorMoves *self,
      const char *const *ids,
      const char *folder_id)
{
  ProctorLibrary *library = proctor_session_get_library (self->session);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  Move *move = g_new0 (Move, 1);

  g_weak_ref_init (&move->moves, self);
  move->folder_id = g_strdup (folder_id);
  move->old_folder_ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      const char *place = get_place (library, ids[i]);

      if (g_strcmp0 (place, folder_id != NULL ? folder_id : "") == 0)
        continue;

      g_strv_builder_add (builder, ids[i]);
      g_ptr_array_add (move->old_folder_ids, g_strdup (place));
    }
  move->ids = g_strv_builder_end (builder);

  return move;
}

/* Forgets what has not been moved. Returns how many have. The job is asked, because the library finds
 * out where folders are only when there is nothing else to do. */
static guint
keep_moved (Move *move,
            ProctorJob *job)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GPtrArray *old_folder_ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; move->ids[i] != NULL; i++)
    {
      if (!proctor_job_is_step_done (job, i))
        continue;

      g_strv_builder_add (builder, move->ids[i]);
      g_ptr_array_add (old_folder_ids, g_strdup (g_ptr_array_index (move->old_folder_ids, i)));
    }

  g_strfreev (move->ids);
  move->ids = g_strv_builder_end (builder);
  g_ptr_array_unref (move->old_folder_ids);
  move->old_folder_ids = old_folder_ids;

  return old_folder_ids->len;
}

static char *
describe_many (guint n_tests,
               guint n_folders)
{
  if (n_folders == 0)
    return g_strdup_printf (ngettext ("%u test", "%u tests", n_tests), n_tests);
  if (n_tests == 0)
    return g_strdup_printf (ngettext ("%u folder", "%u folders", n_folders), n_folders);

  /* Translators: tests and folders, mixed. */
  return g_strdup_printf (ngettext ("%u item", "%u items", n_tests + n_folders), n_tests + n_folders);
}

/* What was moved, in a sentence: the name where it is one, else how many. */
static char *
describe_moved (Move *move,
                ProctorLibrary *library)
{
  guint n_tests = 0;
  guint n_folders = 0;

  for (guint i = 0; move->ids[i] != NULL; i++)
    {
      ProctorFolderItem *folder = proctor_library_find_folder (library, move->ids[i]);
      ProctorTestItem *test = folder == NULL ? proctor_library_find (library, move->ids[i]) : NULL;

      if (move->ids[1] == NULL && folder != NULL)
        return g_strdup_printf (_ ("“%s”"), proctor_folder_item_get_name (folder));
      if (move->ids[1] == NULL && test != NULL)
        return g_strdup_printf (_ ("“%s”"), proctor_test_item_get_name (test));

      if (folder != NULL)
        n_folders++;
      else
        n_tests++;
    }

  return describe_many (n_tests, n_folders);
}

static char *
describe (Move *move,
          ProctorLibrary *library)
{
  ProctorFolderItem *folder = move->folder_id != NULL ? proctor_library_find_folder (library, move->folder_id) : NULL;
  g_autofree char *moved = describe_moved (move, library);

  if (folder == NULL)
    /* Translators: %s is a name in quotation marks, or as in "3 tests". */
    return g_strdup_printf (_ ("Moved %s out of all folders"), moved);

  /* Translators: the first %s is a name in quotation marks, or as in "3 tests"; the second is a folder. */
  return g_strdup_printf (_ ("Moved %s to “%s”"), moved, proctor_folder_item_get_name (folder));
}

static void
run (ProctorMoves *self,
     const char *const *ids,
     const char *folder_id,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  g_autoptr (ProctorJob) job = proctor_move_job_new (self->session, ids, folder_id);

  g_signal_emit (self, signals[SIGNAL_JOB_STARTED], 0, job);
  /* What has been begun is not given up because a window is closed. */
  proctor_job_run_async (job, NULL, callback, user_data);
}

static void
undone_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  /* What could not be moved back is in the job, for whoever shows that. */
  (void) proctor_job_run_finish (PROCTOR_JOB (source), result, NULL);
}

/* Each folder gets back what was in it. */
static void
undo_cb (Move *move)
{
  g_autoptr (ProctorMoves) self = g_weak_ref_get (&move->moves);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer place;

  if (self == NULL || self->session == NULL)
    return;

  for (guint i = 0; i < move->old_folder_ids->len; i++)
    g_hash_table_add (places, g_ptr_array_index (move->old_folder_ids, i));

  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, &place, NULL))
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      g_auto (GStrv) ids = NULL;

      for (guint i = 0; i < move->old_folder_ids->len; i++)
        {
          if (g_str_equal (g_ptr_array_index (move->old_folder_ids, i), place))
            g_strv_builder_add (builder, move->ids[i]);
        }
      ids = g_strv_builder_end (builder);
      run (self, (const char *const *) ids, ((char *) place)[0] != '\0' ? place : NULL, undone_cb, NULL);
    }
}

static void
free_move (gpointer data,
           GClosure *closure)
{
  move_free (data);
}

static void
moved_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (Move) move = user_data;
  g_autoptr (ProctorMoves) self = g_weak_ref_get (&move->moves);
  g_autofree char *title = NULL;
  ProctorLibrary *library;
  AdwToast *toast;

  (void) proctor_job_run_finish (PROCTOR_JOB (source), result, NULL);
  if (self == NULL || self->widget == NULL)
    return;

  library = proctor_session_get_library (self->session);
  if (keep_moved (move, PROCTOR_JOB (source)) == 0)
    return;

  title = describe (move, library);
  toast = adw_toast_new ("");
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, title);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), g_steal_pointer (&move), free_move, G_CONNECT_SWAPPED);
  proctor_toasts_add (self->widget, toast);
}

static void
chosen_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (Move) move = user_data;
  g_autoptr (ProctorMoves) self = g_weak_ref_get (&move->moves);
  g_autofree char *folder_id = proctor_folder_picker_choose_finish (result, NULL);

  if (folder_id != NULL && self != NULL && self->widget != NULL)
    proctor_moves_start (self, (const char *const *) move->ids, folder_id[0] != '\0' ? folder_id : NULL);
}

static void
proctor_moves_dispose (GObject *object)
{
  ProctorMoves *self = PROCTOR_MOVES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->widget);

  G_OBJECT_CLASS (proctor_moves_parent_class)->dispose (object);
}

static void
proctor_moves_finalize (GObject *object)
{
  ProctorMoves *self = PROCTOR_MOVES (object);

  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (proctor_moves_parent_class)->finalize (object);
}

static void
proctor_moves_class_init (ProctorMovesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_moves_dispose;
  object_class->finalize = proctor_moves_finalize;

  /**
   * ProctorMoves::job-started:
   * @job: what is being done
   *
   * Something is about to be moved, or moved back.
   */
  signals[SIGNAL_JOB_STARTED] = g_signal_new ("job-started", PROCTOR_TYPE_MOVES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, PROCTOR_TYPE_JOB);
}

static void
proctor_moves_init (ProctorMoves *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * proctor_moves_new:
 * @widget: where it is done; toasts and dialogs are shown there
 * @session: a session
 *
 * Returns: (transfer full): whoever moves things for @widget
 */
ProctorMoves *
proctor_moves_new (GtkWidget *widget,
                   ProctorSession *session)
{
  ProctorMoves *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);

  self = g_object_new (PROCTOR_TYPE_MOVES, NULL);
  g_set_weak_pointer (&self->widget, widget);
  self->session = g_object_ref (session);

  return self;
}

/**
 * proctor_moves_start:
 * @self: whoever moves things
 * @ids: tests and folders
 * @folder_id: (nullable): where they are to go, %NULL for no folder
 *
 * Moves them. Why something can't be moved there at all is told in a toast.
 */
void
proctor_moves_start (ProctorMoves *self,
                     const char *const *ids,
                     const char *folder_id)
{
  g_autoptr (Move) move = NULL;
  g_autofree char *problem = NULL;

  g_return_if_fail (PROCTOR_IS_MOVES (self));
  g_return_if_fail (ids != NULL);

  problem = proctor_folder_check_move (proctor_session_get_library (self->session), ids, folder_id);
  if (problem != NULL)
    {
      if (self->widget != NULL)
        proctor_toasts_say (self->widget, problem);
      return;
    }

  move = plan (self, ids, folder_id);
  if (move->ids[0] != NULL)
    {
      const char *const *moved_ids = (const char *const *) move->ids;

      run (self, moved_ids, folder_id, moved_cb, g_steal_pointer (&move));
    }
}

/**
 * proctor_moves_ask:
 * @self: whoever moves things
 * @ids: tests and folders
 *
 * Asks where they are to go, and moves them there.
 */
void
proctor_moves_ask (ProctorMoves *self,
                   const char *const *ids)
{
  Move *move;

  g_return_if_fail (PROCTOR_IS_MOVES (self));
  g_return_if_fail (ids != NULL && ids[0] != NULL);

  if (self->widget == NULL)
    return;

  move = g_new0 (Move, 1);
  g_weak_ref_init (&move->moves, self);
  move->ids = g_strdupv ((char **) ids);
  move->old_folder_ids = g_ptr_array_new_with_free_func (g_free);
  proctor_folder_picker_choose_async (self->widget, self->session, ids, self->cancellable, chosen_cb, move);
}
