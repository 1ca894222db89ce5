# Third-party libraries, all from Debian 12. Adapters link them PRIVATE; core links none of them publicly.
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(CURL REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(PkgConfig REQUIRED)
pkg_check_modules(LIBPQ REQUIRED IMPORTED_TARGET libpq)
find_package(Poco REQUIRED COMPONENTS Foundation JSON Util XML Net Data DataSQLite)
find_package(SQLite3 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(GTest REQUIRED)
pkg_check_modules(TESSERACT REQUIRED IMPORTED_TARGET tesseract)
pkg_check_modules(LEPTONICA REQUIRED IMPORTED_TARGET lept)
pkg_check_modules(JPEG REQUIRED IMPORTED_TARGET libjpeg)
pkg_check_modules(ZBAR REQUIRED IMPORTED_TARGET zbar)
pkg_check_modules(CAIRO REQUIRED IMPORTED_TARGET cairo cairo-ft)
pkg_check_modules(FREETYPE REQUIRED IMPORTED_TARGET freetype2)
# Zint brings no file that says where it is.
find_path(ZINT_INCLUDE_DIR zint.h REQUIRED)
find_library(ZINT_LIBRARY zint REQUIRED)
add_library(Zint::zint UNKNOWN IMPORTED)
set_target_properties(Zint::zint PROPERTIES
  IMPORTED_LOCATION "${ZINT_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${ZINT_INCLUDE_DIR}")
pkg_check_modules(ARGON2 REQUIRED IMPORTED_TARGET libargon2)
pkg_check_modules(CJOSE REQUIRED IMPORTED_TARGET cjose)
pkg_check_modules(QPDF REQUIRED IMPORTED_TARGET libqpdf)

# OpenCV without its world: the two libraries that reading needs (Debian has no pkg-config file for them alone).
find_path(OPENCV_INCLUDE opencv2/imgproc.hpp PATH_SUFFIXES opencv4 REQUIRED)
find_library(OPENCV_CORE opencv_core REQUIRED)
find_library(OPENCV_IMGPROC opencv_imgproc REQUIRED)
add_library(docket_opencv INTERFACE)
target_include_directories(docket_opencv SYSTEM INTERFACE "${OPENCV_INCLUDE}")
target_link_libraries(docket_opencv INTERFACE "${OPENCV_IMGPROC}" "${OPENCV_CORE}")

# libime by hand: its own CMake file asks for Boost, which the one header used here does not need.
find_path(LIBIME_INCLUDE libime/core/languagemodel.h PATH_SUFFIXES LibIME REQUIRED)
find_path(FCITX_INCLUDE fcitx-utils/macros.h PATH_SUFFIXES Fcitx5/Utils REQUIRED)
find_library(LIBIME_CORE IMECore REQUIRED)
add_library(docket_libime INTERFACE)
target_include_directories(docket_libime SYSTEM INTERFACE "${LIBIME_INCLUDE}" "${FCITX_INCLUDE}")
target_link_libraries(docket_libime INTERFACE "${LIBIME_CORE}")

# ONNX Runtime is opened at run time; only its headers are needed here: the system's, else what ocr/ppocr/fetch got.
find_path(ONNXRUNTIME_INCLUDE onnxruntime_cxx_api.h PATH_SUFFIXES onnxruntime
  HINTS "${CMAKE_SOURCE_DIR}/build/onnxruntime")
