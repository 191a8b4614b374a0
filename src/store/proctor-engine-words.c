/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-engine-words.h"

#include <glib/gi18n.h>

#include "proctor-engine-exit.h"

/**
 * proctor_engine_words_find:
 * @status: what the engine has exited with
 * @words: (out caller-allocates): what to say of it; its message stands for the engine's own words
 *   if there are none
 *
 * Returns: whether it is something that starting it again won't mend
 */
gboolean
proctor_engine_words_find (int status,
                           ProctorEngineWords *words)
{
  switch (status)
    {
    case PROCTOR_ENGINE_EXIT_TAKEN:
      *words = (ProctorEngineWords) {
        _ ("Another Engine Has the Workspace"),
        _ ("Another engine serves the workspace on this computer, and can't be reached from here."),
        _ ("Stop the other engine and try again. One that listens at an address can be connected as a server."),
      };
      return TRUE;
    case PROCTOR_ENGINE_EXIT_NEWER:
      *words = (ProctorEngineWords) {
        _ ("The Workspace Is From a Newer Version"),
        _ ("A newer version of Proctor has written the workspace on this computer."),
        _ ("Nothing was changed. Install the newer version and try again."),
      };
      return TRUE;
    case PROCTOR_ENGINE_EXIT_FOLDER:
      *words = (ProctorEngineWords) {
        _ ("The Workspace Can't Be Written"),
        _ ("The folder of the workspace on this computer, or the data in it, can't be used."),
        _ ("See to it that the folder is yours and that its disk has space, then try again."),
      };
      return TRUE;
    case PROCTOR_ENGINE_EXIT_USAGE:
      *words = (ProctorEngineWords) {
        _ ("The Engine Doesn't Fit"),
        _ ("The engine that was found belongs to another version of Proctor."),
        _ ("Install Proctor again."),
      };
      return TRUE;
    default:
      *words = (ProctorEngineWords) {
        _ ("The Engine Doesn't Start"),
        _ ("The engine, which serves the workspace on this computer, ends before it can be used."),
        _ ("Try again. If it stays like this, start “proctor-engine” in a terminal and see what it says."),
      };
      return FALSE;
    }
}
