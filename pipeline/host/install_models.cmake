# cmake -DMODELS=folder -DDATA=folder -DLIBRARIES=folder -DRUNTIME=path from one to the other -P install_models.cmake
# The models of the second engine where an installed docket looks for them; the library, which is of one processor,
# beside other libraries. Where the models were not fetched nothing is installed, and docket reads with Tesseract.
if(NOT EXISTS "${MODELS}/libonnxruntime.so.1" OR NOT EXISTS "${MODELS}/SHA256SUMS")
  message(STATUS "The models of the second engine are not here: installed without them")
  return()
endif()
file(GLOB_RECURSE files RELATIVE "${MODELS}" "${MODELS}/*.onnx" "${MODELS}/*.txt")
foreach(file IN LISTS files)
  get_filename_component(folder "${DATA}/${file}" DIRECTORY)
  file(INSTALL "${MODELS}/${file}" DESTINATION "${folder}" MESSAGE_NEVER)
endforeach()
file(INSTALL "${MODELS}/libonnxruntime.so.1" DESTINATION "${LIBRARIES}" MESSAGE_NEVER
  PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
foreach(told models.json SHA256SUMS)
  file(READ "${MODELS}/${told}" text)
  string(REPLACE "libonnxruntime.so.1" "${RUNTIME}/libonnxruntime.so.1" text "${text}")
  file(WRITE "$ENV{DESTDIR}${DATA}/${told}" "${text}") # file(INSTALL) knows DESTDIR by itself
endforeach()
