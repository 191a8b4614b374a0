/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-test.h"

G_BEGIN_DECLS

/**
 * ProctorTestFileItem:
 * @test: (nullable): the test, %NULL if it can't be read
 * @name: (nullable): what it is called, if that can be told
 * @problem: (nullable): why it can't be imported, a sentence
 *
 * What may be a test in a file.
 */
typedef struct
{
  ProctorTest *test;
  char *name;
  char *problem;
} ProctorTestFileItem;

/**
 * ProctorTestFile:
 * @items: (element-type ProctorTestFileItem): the tests in it
 * @is_registry: whether it is a `tests.json`, which only says where tests are
 * @other: (nullable): a sentence that says what it is, if that is something else than tests
 *
 * What is in a file.
 */
typedef struct
{
  GPtrArray *items;
  gboolean is_registry;
  char *other;
} ProctorTestFile;

GBytes *proctor_test_file_decode (GBytes *bytes,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
ProctorTestFile *proctor_test_file_read (GBytes *bytes,
                                         const char *default_kind,
                                         guint most,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_test_file_free (ProctorTestFile *file);

char *proctor_test_file_find_refusal (ProctorTest *test);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorTestFile, proctor_test_file_free)

G_END_DECLS
