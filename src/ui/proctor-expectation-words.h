/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-expected-parameter.h"
#include "proctor-mock-behaviour.h"
#include "proctor-mock-override.h"
#include "proctor-tool-expectation.h"

G_BEGIN_DECLS

char *proctor_expectation_words_dup_demand (ProctorToolExpectation *expectation);
char *proctor_expectation_words_dup_check (ProctorExpectedParameter *parameter);
char *proctor_expectation_words_dup_mocking (ProctorMockBehaviour *behaviour);
const char *proctor_expectation_words_get_fallback (ProctorMockBehaviour *behaviour);
char *proctor_expectation_words_dup_override (ProctorMockOverride *override);

G_END_DECLS
