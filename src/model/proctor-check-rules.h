/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rules, by what they are about. proctor-checks.c has the table of them.
 */

#pragma once

#include "proctor-check-run.h"

G_BEGIN_DECLS

typedef void (*ProctorCheckFunc) (ProctorCheckRun *run);

/* proctor-check-conversation.c */
void proctor_check_history_too_long (ProctorCheckRun *run);
void proctor_check_history_empty (ProctorCheckRun *run);
void proctor_check_history_end (ProctorCheckRun *run);
void proctor_check_history_end_call (ProctorCheckRun *run);
void proctor_check_turn_empty (ProctorCheckRun *run);
void proctor_check_time_backwards (ProctorCheckRun *run);

/* proctor-check-calls.c */
void proctor_check_call_name (ProctorCheckRun *run);
void proctor_check_call_parameters (ProctorCheckRun *run);
void proctor_check_call_without_result (ProctorCheckRun *run);
void proctor_check_result_without_call (ProctorCheckRun *run);
void proctor_check_result_json (ProctorCheckRun *run);

/* proctor-check-reply.c */
void proctor_check_condition_blank (ProctorCheckRun *run);
void proctor_check_condition_of_tool (ProctorCheckRun *run);
void proctor_check_examples_too_many (ProctorCheckRun *run);
void proctor_check_example_blank (ProctorCheckRun *run);
void proctor_check_example_twice (ProctorCheckRun *run);

/* proctor-check-words.c */
void proctor_check_reply_words (ProctorCheckRun *run);
void proctor_check_conditions_words (ProctorCheckRun *run);

/* proctor-check-tool-test.c */
void proctor_check_tool_missing (ProctorCheckRun *run);
void proctor_check_tool_unknown (ProctorCheckRun *run);
void proctor_check_tool_kind (ProctorCheckRun *run);
void proctor_check_tool_foreign (ProctorCheckRun *run);
void proctor_check_transition (ProctorCheckRun *run);
void proctor_check_absence (ProctorCheckRun *run);
void proctor_check_only_called (ProctorCheckRun *run);

/* proctor-check-parameters.c */
void proctor_check_path_blank (ProctorCheckRun *run);
void proctor_check_path_brackets (ProctorCheckRun *run);
void proctor_check_path_twice (ProctorCheckRun *run);
void proctor_check_path_section (ProctorCheckRun *run);
void proctor_check_path_unknown (ProctorCheckRun *run);
void proctor_check_evaluation_missing (ProctorCheckRun *run);
void proctor_check_evaluation_blank (ProctorCheckRun *run);
void proctor_check_pattern (ProctorCheckRun *run);

/* proctor-check-simulation.c */
void proctor_check_scenario_blank (ProctorCheckRun *run);
void proctor_check_conditions_missing (ProctorCheckRun *run);
void proctor_check_conditions_too_many (ProctorCheckRun *run);
void proctor_check_conditions_blank (ProctorCheckRun *run);
void proctor_check_condition_deprecated (ProctorCheckRun *run);
void proctor_check_max_turns (ProctorCheckRun *run);
void proctor_check_few_turns (ProctorCheckRun *run);
void proctor_check_model_unknown (ProctorCheckRun *run);

/* proctor-check-mocks.c */
void proctor_check_mocks_none_selected (ProctorCheckRun *run);
void proctor_check_mock_not_mocked (ProctorCheckRun *run);
void proctor_check_mock_name (ProctorCheckRun *run);
void proctor_check_mock_unknown (ProctorCheckRun *run);
void proctor_check_mock_foreign (ProctorCheckRun *run);
void proctor_check_mock_system (ProctorCheckRun *run);
void proctor_check_mock_empty (ProctorCheckRun *run);
void proctor_check_mock_result (ProctorCheckRun *run);
void proctor_check_mock_unreachable (ProctorCheckRun *run);
void proctor_check_mock_nothing (ProctorCheckRun *run);

/* proctor-check-variables.c */
void proctor_check_placeholder_unknown (ProctorCheckRun *run);
void proctor_check_placeholder_of_agent (ProctorCheckRun *run);
void proctor_check_placeholder_environment (ProctorCheckRun *run);
void proctor_check_variable_name (ProctorCheckRun *run);
void proctor_check_variable_unused (ProctorCheckRun *run);
void proctor_check_variable_missing (ProctorCheckRun *run);
void proctor_check_environment_unknown (ProctorCheckRun *run);

G_END_DECLS
