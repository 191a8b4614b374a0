/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-memory.h"

#include <malloc.h>

/* What is larger is given back as soon as it is freed, and grows without being moved. */
#define LARGE_BYTES (1024 * 1024)

/**
 * proctor_memory_init:
 *
 * To be called by a program before anything else. Answers of tens of megabytes come and go; left alone,
 * glibc takes the first of them to mean that large blocks are to be kept, and a program that has watched
 * one invocation for a while has several of its answers' size for good.
 */
void
proctor_memory_init (void)
{
#ifdef M_MMAP_THRESHOLD
  mallopt (M_MMAP_THRESHOLD, LARGE_BYTES);
#endif
}
