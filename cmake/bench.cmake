# Measurements from src/ROOM/NAME_bench.cpp; built and run by script/bench only.
file(GLOB bench_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/*/*_bench.cpp)
add_custom_target(benches)
foreach(source IN LISTS bench_sources)
  string(REGEX MATCH "/([a-z]+)/([a-z0-9_]+)_bench\\.cpp$" _ ${source})
  add_executable(${CMAKE_MATCH_2}_bench EXCLUDE_FROM_ALL ${source})
  target_link_libraries(${CMAKE_MATCH_2}_bench PRIVATE kept_${CMAKE_MATCH_1})
  add_dependencies(benches ${CMAKE_MATCH_2}_bench)
endforeach()

# Measurements of the whole: bench/NAME.cpp links every room, reads files and the clock.
file(GLOB whole_bench_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/bench/*.cpp)
foreach(source IN LISTS whole_bench_sources)
  get_filename_component(name ${source} NAME_WE)
  add_executable(${name}_bench EXCLUDE_FROM_ALL ${source})
  target_link_libraries(${name}_bench PRIVATE kept_pipeline)
  add_dependencies(benches ${name}_bench)
endforeach()
