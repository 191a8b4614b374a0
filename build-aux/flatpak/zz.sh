#!/bin/bash
L=$(cd $ROOT && echo lib*/ld-linux-*.so.*); "$TOP/build-aux/dev/inside/session.sh" env GIO_MODULE_DIR=/nonexistent "$ROOT/${L%% *}" --library-path "$ROOT/usr/lib/x86_64-linux-gnu" "$BUILD/tests/journeys/journey-sandbox" -l
