# The Debian package: `./run package`, or cpack -G DEB in the build folder. Versions: 0.1.0-1 is packaging 1 of 0.1.0.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME docket)
set(CPACK_PACKAGE_VENDOR docket)
set(CPACK_PACKAGE_CONTACT "docket maintainers <docket@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "letters of a petitions bureau, from the scanner to the archive")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"docket turns a scanned letter into a checked, sealed legal document: it reads
letters, keeps the register and its deadlines, lays documents before lawyers
and a leader, and loses nothing on the way.
.
The models of PP-OCR and ONNX Runtime are part of the package.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# What the program runs, opens or draws with, beside the libraries it is linked with.
set(CPACK_DEBIAN_PACKAGE_DEPENDS
  "adduser, poppler-utils, tesseract-ocr-chi-sim, tesseract-ocr-chi-tra, tesseract-ocr-eng, tesseract-ocr-osd, texlive-lang-chinese, fonts-noto-cjk, fonts-lxgw-wenkai, icc-profiles-free, libime-data-language-model")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "nginx, postgresql (>= 13)")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
foreach(script postinst prerm postrm conffiles)
  list(APPEND CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA "${CMAKE_CURRENT_SOURCE_DIR}/debian/${script}")
endforeach()
include(CPack)
