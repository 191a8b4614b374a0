/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-editor-checks.h"

#include "proctor-check-knowledge.h"
#include "proctor-checks.h"

/* Whoever types is told when they pause, and not at every letter what is still missing. */
#define PAUSE_MSECS 250

/**
 * ProctorEditorChecks:
 *
 * Checks a test while it is edited, and again when more is known of the workspace. What is found is listed beside the
 * form; at its field it is shown to those who want to see it there, or whom it keeps from saving. What a new test has
 * only not been given yet alarms nobody before they try to save it.
 */
struct _ProctorEditorChecks
{
  GObject parent_instance;

  /* Owned */
  ProctorEditing *editing;
  ProctorSurroundings *surroundings;
  ProctorChoiceList *nodes; /* the agent's, which come with it */
  ProctorCheckContext *context;
  GListModel *findings;
  GListModel *blanks; /* (nullable): what was found in a new test before anybody wrote in it */
  ProctorFinding *looked_at;
  guint source;

  /* Borrowed, with a weak reference */
  ProctorFindingsView *view;

  gboolean fresh;    /* whether the test has only just been begun */
  gboolean blocking; /* whether every problem is shown at its field, as after a try to save */
};

G_DEFINE_FINAL_TYPE (ProctorEditorChecks, proctor_editor_checks, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_LEAD,
} ProctorEditorChecksSignal;

static guint signals[SIGNAL_LEAD + 1];

static gboolean
is_marked (ProctorEditorChecks *self,
           ProctorFinding *finding)
{
  if (self->blocking && proctor_finding_get_severity (finding) == PROCTOR_SEVERITY_ERROR)
    return TRUE;

  return self->looked_at != NULL && proctor_finding_is_same (finding, self->looked_at);
}

static void
mark (ProctorEditorChecks *self)
{
  gboolean mended = TRUE;

  proctor_editing_clear_marks (self->editing);
  for (guint i = 0; i < g_list_model_get_n_items (self->findings); i++)
    {
      g_autoptr (ProctorFinding) finding = g_list_model_get_item (self->findings, i);

      if (self->looked_at != NULL && proctor_finding_is_same (finding, self->looked_at))
        mended = FALSE;
      if (is_marked (self, finding))
        proctor_editing_mark (self->editing, proctor_finding_get_record (finding), proctor_finding_get_field (finding), proctor_finding_get_message (finding));
    }
  if (mended)
    g_clear_object (&self->looked_at);
}

static void
show (ProctorEditorChecks *self)
{
  if (self->fresh && self->blanks == NULL)
    self->blanks = g_object_ref (self->findings);
  if (self->view == NULL)
    return;

  proctor_findings_view_set_blanks (self->view, self->blanks);
  proctor_findings_view_set_findings (self->view, self->findings);
}

/* A server's word on a field stays until a problem of ours is shown, or mended. */
static void
check (ProctorEditorChecks *self)
{
  gboolean marked = self->blocking || self->looked_at != NULL;

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->context == NULL)
    self->context = proctor_check_knowledge_new_context (self->surroundings, proctor_editing_get_agent_id (self->editing));
  g_clear_object (&self->findings);
  self->findings = proctor_checks_run (proctor_editing_get_test (self->editing), self->context);
  if (proctor_checks_count (self->findings, PROCTOR_SEVERITY_ERROR) == 0)
    self->blocking = FALSE;
  if (marked)
    mark (self);
  show (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
check_cb (gpointer user_data)
{
  ProctorEditorChecks *self = user_data;

  self->source = 0;
  check (self);
}

static void
check_soon (ProctorEditorChecks *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add_once (PAUSE_MSECS, check_cb, self);
}

static void
known_cb (ProctorEditorChecks *self)
{
  g_clear_object (&self->context);
  check_soon (self);
}

static void
lead (ProctorEditorChecks *self,
      ProctorFinding *finding)
{
  g_set_object (&self->looked_at, finding);
  mark (self);
  g_signal_emit (self, signals[SIGNAL_LEAD], 0);
  proctor_editing_focus (self->editing, proctor_finding_get_record (finding), proctor_finding_get_field (finding));
}

static void
jump_cb (ProctorEditorChecks *self,
         ProctorFinding *finding)
{
  /* A finding of the last test is gone with the test. */
  if (self->editing != NULL && proctor_finding_get_record (finding) != NULL)
    lead (self, finding);
}

static void
drop_agent (ProctorEditorChecks *self)
{
  if (self->nodes != NULL)
    g_signal_handlers_disconnect_by_data (self->nodes, self);
  g_clear_object (&self->nodes);
}

static void
take_agent (ProctorEditorChecks *self)
{
  const char *agent_id = proctor_editing_get_agent_id (self->editing);

  drop_agent (self);
  if (agent_id != NULL && self->surroundings != NULL)
    {
      self->nodes = g_object_ref (proctor_surroundings_get_nodes (self->surroundings, agent_id));
      g_signal_connect_object (self->nodes, "notify::state", G_CALLBACK (known_cb), self, G_CONNECT_SWAPPED);
      proctor_choice_list_want (self->nodes);
    }
  known_cb (self);
}

static void
take_surroundings (ProctorEditorChecks *self)
{
  ProctorSurroundings *surroundings = proctor_editing_get_choices (self->editing);
  ProctorChoiceList *lists[3];

  if (!g_set_object (&self->surroundings, surroundings) || surroundings == NULL)
    return;

  lists[0] = proctor_surroundings_get_tools (surroundings);
  lists[1] = proctor_surroundings_get_models (surroundings);
  lists[2] = proctor_surroundings_get_environments (surroundings);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_signal_connect_object (lists[i], "notify::state", G_CALLBACK (known_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (lists[i], "items-changed", G_CALLBACK (known_cb), self, G_CONNECT_SWAPPED);
    }
  proctor_surroundings_want (surroundings);
  take_agent (self);
}

static void
drop_surroundings (ProctorEditorChecks *self)
{
  drop_agent (self);
  if (self->surroundings != NULL)
    {
      g_signal_handlers_disconnect_by_data (proctor_surroundings_get_tools (self->surroundings), self);
      g_signal_handlers_disconnect_by_data (proctor_surroundings_get_models (self->surroundings), self);
      g_signal_handlers_disconnect_by_data (proctor_surroundings_get_environments (self->surroundings), self);
    }
  g_clear_object (&self->surroundings);
  g_clear_object (&self->context);
}

static void
drop_editing (ProctorEditorChecks *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->editing != NULL)
    {
      g_signal_handlers_disconnect_by_data (proctor_editing_get_undo (self->editing), self);
      g_signal_handlers_disconnect_by_data (self->editing, self);
    }
  g_clear_object (&self->editing);
  drop_surroundings (self);
  g_clear_object (&self->findings);
  g_clear_object (&self->looked_at);
  g_clear_object (&self->blanks);
  self->blocking = FALSE;
  self->fresh = FALSE;
}

static void
proctor_editor_checks_dispose (GObject *object)
{
  ProctorEditorChecks *self = PROCTOR_EDITOR_CHECKS (object);

  drop_editing (self);
  g_clear_weak_pointer (&self->view);

  G_OBJECT_CLASS (proctor_editor_checks_parent_class)->dispose (object);
}

static void
proctor_editor_checks_class_init (ProctorEditorChecksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = proctor_editor_checks_dispose;

  /**
   * ProctorEditorChecks::changed:
   * @self: the checks
   *
   * The test was looked over.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * ProctorEditorChecks::lead:
   * @self: the checks
   *
   * A field is about to be gone to, so the form should be seen.
   */
  signals[SIGNAL_LEAD] = g_signal_new ("lead", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_editor_checks_init (ProctorEditorChecks *self)
{
}

/**
 * proctor_editor_checks_new:
 * @view: what lists what is found
 *
 * Returns: (transfer full): checks of no test yet
 */
ProctorEditorChecks *
proctor_editor_checks_new (ProctorFindingsView *view)
{
  ProctorEditorChecks *self;

  g_return_val_if_fail (PROCTOR_IS_FINDINGS_VIEW (view), NULL);

  self = g_object_new (PROCTOR_TYPE_EDITOR_CHECKS, NULL);
  g_set_weak_pointer (&self->view, view);
  g_signal_connect_object (view, "jump", G_CALLBACK (jump_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * proctor_editor_checks_set_editing:
 * @self: the checks
 * @editing: (nullable): the test that is edited
 * @fresh: whether it has only just been begun
 *
 * Checks another test from now on. One that can't be changed isn't checked: nobody could mend it here.
 */
void
proctor_editor_checks_set_editing (ProctorEditorChecks *self,
                                   ProctorEditing *editing,
                                   gboolean fresh)
{
  g_return_if_fail (PROCTOR_IS_EDITOR_CHECKS (self));
  g_return_if_fail (editing == NULL || PROCTOR_IS_EDITING (editing));

  drop_editing (self);
  if (self->view != NULL)
    proctor_findings_view_set_findings (self->view, NULL);
  if (editing == NULL || !proctor_editing_is_editable (editing))
    return;

  self->editing = g_object_ref (editing);
  self->fresh = fresh;
  g_signal_connect_object (proctor_editing_get_undo (editing), "changed", G_CALLBACK (check_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editing, "notify::agent-id", G_CALLBACK (take_agent), self, G_CONNECT_SWAPPED);
  take_surroundings (self);
  check_soon (self);
}

/**
 * proctor_editor_checks_pass:
 * @self: the checks
 *
 * Looks the test over now. What keeps it from being saved is shown at its field, and the first one is gone to.
 *
 * Returns: whether it can be saved
 */
gboolean
proctor_editor_checks_pass (ProctorEditorChecks *self)
{
  g_return_val_if_fail (PROCTOR_IS_EDITOR_CHECKS (self), FALSE);

  if (self->editing == NULL)
    return TRUE;

  self->blocking = TRUE;
  self->fresh = FALSE;
  g_clear_object (&self->blanks);
  check (self);
  if (self->blocking)
    proctor_editor_checks_show_problem (self);

  return !self->blocking;
}

/**
 * proctor_editor_checks_get_n_blocking:
 * @self: the checks
 *
 * Returns: how many things keep the test from being saved, if somebody has tried to
 */
guint
proctor_editor_checks_get_n_blocking (ProctorEditorChecks *self)
{
  g_return_val_if_fail (PROCTOR_IS_EDITOR_CHECKS (self), 0);

  return self->blocking ? proctor_checks_count (self->findings, PROCTOR_SEVERITY_ERROR) : 0;
}

/**
 * proctor_editor_checks_show_problem:
 * @self: the checks
 *
 * Leads to the first thing that keeps the test from being saved and that is shown anywhere.
 */
void
proctor_editor_checks_show_problem (ProctorEditorChecks *self)
{
  g_return_if_fail (PROCTOR_IS_EDITOR_CHECKS (self));

  if (self->editing == NULL)
    return;
  if (self->findings == NULL)
    check (self);

  g_signal_emit (self, signals[SIGNAL_LEAD], 0);
  for (guint i = 0; i < g_list_model_get_n_items (self->findings); i++)
    {
      g_autoptr (ProctorFinding) finding = g_list_model_get_item (self->findings, i);

      if (proctor_finding_get_severity (finding) != PROCTOR_SEVERITY_ERROR)
        continue;
      if (proctor_editing_focus (self->editing, proctor_finding_get_record (finding), proctor_finding_get_field (finding)))
        return;
    }
}
