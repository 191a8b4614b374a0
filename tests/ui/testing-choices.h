/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-testing-session.h"
#include "testing-form.h"

G_BEGIN_DECLS

/**
 * TestingChoices:
 * @form: a form
 * @server: a server that has tools, agents, models and environments
 * @session: who asks it
 *
 * A form with something to choose from.
 */
typedef struct
{
  TestingForm form;
  ProctorTestingServer *server;
  ProctorSession *session;
} TestingChoices;

void testing_choices_set_up (TestingChoices *self,
                             gconstpointer data);
void testing_choices_tear_down (TestingChoices *self,
                                gconstpointer data);
void testing_choices_wait (ProctorChoiceList *list);

G_END_DECLS
