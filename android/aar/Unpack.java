// Unpacks AARs into one folder of classes and makes the R classes beside them: what Android's own build tools would do.

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import javax.tools.ToolProvider;

/** `java Unpack.java AARS CLASSES PACKAGE=RESOURCES`. */
final class Unpack {
    private static final Pattern PACKAGE = Pattern.compile("package=\"([^\"]+)\"");
    private static final Pattern NAMED = Pattern.compile("<(string|color|style)\\s+name=\"([^\"]+)\"");

    /** One number for a name of a kind, whoever asks: Android numbers what it merged. */
    private final Map<String, Integer> numbers = new TreeMap<>();
    private final Path classes;

    private Unpack(Path classes) {
        this.classes = classes;
    }

    public static void main(String[] arguments) throws IOException {
        Path classes = Path.of(arguments[1]);
        Path stamp = classes.resolveSibling("unpacked.txt");
        String wanted = String.join("\n", names(Path.of(arguments[0]))) + names(Path.of(arguments[2].split("=")[1]));
        if (Files.exists(stamp) && Files.readString(stamp).equals(wanted)) return;
        Unpack unpack = new Unpack(classes);
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> aars = Files.list(Path.of(arguments[0]))) {
            for (Path aar : aars.filter(path -> path.toString().endsWith(".aar")).sorted().toList()) {
                unpack.library(aar, sources);
            }
        }
        String[] own = arguments[2].split("=");
        sources.put(own[0], unpack.source(own[0], own(Path.of(own[1]))));
        unpack.compile(sources);
        Files.writeString(stamp, wanted);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).sorted().toList();
        }
    }

    private void library(Path aar, Map<String, String> sources) throws IOException {
        try (ZipFile zip = new ZipFile(aar.toFile())) {
            ZipEntry code = zip.getEntry("classes.jar");
            if (code != null) classes(zip.getInputStream(code).readAllBytes());
            ZipEntry list = zip.getEntry("R.txt");
            Matcher name = PACKAGE.matcher(text(zip, zip.getEntry("AndroidManifest.xml")));
            if (list == null || !name.find()) return;
            sources.put(name.group(1), source(name.group(1), text(zip, list).lines().toList()));
        }
    }

    private static String text(ZipFile zip, ZipEntry entry) throws IOException {
        return new String(zip.getInputStream(entry).readAllBytes());
    }

    private void classes(byte[] jar) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.isDirectory() || entry.getName().equals("META-INF/MANIFEST.MF")) continue;
                Path file = classes.resolve(entry.getName()).normalize();
                if (!file.startsWith(classes)) throw new IOException("outside: " + entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(entries, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** The app's own resources as lines of an R.txt: files by their folder, values by their tags. */
    private static List<String> own(Path resources) throws IOException {
        TreeSet<String> lines = new TreeSet<>();
        try (Stream<Path> files = Files.walk(resources)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String kind = file.getParent().getFileName().toString().split("-")[0];
                if (kind.equals("values")) {
                    Matcher tag = NAMED.matcher(Files.readString(file));
                    while (tag.find()) lines.add("int " + tag.group(1) + " " + tag.group(2).replace('.', '_') + " 0x0");
                } else {
                    lines.add("int " + kind + " " + file.getFileName().toString().split("\\.")[0] + " 0x0");
                }
            }
        }
        return new ArrayList<>(lines);
    }

    private String source(String name, List<String> lines) {
        Map<String, StringBuilder> kinds = new TreeMap<>();
        for (String line : lines) {
            String[] parts = line.split(" ", 4);
            StringBuilder fields = kinds.computeIfAbsent(parts[1], kind -> new StringBuilder());
            boolean isList = parts[0].equals("int[]");
            boolean isPlace = parts[1].equals("styleable") && !isList;
            String value = isList ? "{}" : isPlace ? parts[3] : String.valueOf(number(parts[1] + "/" + parts[2]));
            fields.append("public static %s %s = %s;\n".formatted(parts[0], parts[2], value));
        }
        StringBuilder source = new StringBuilder("package " + name + ";\npublic final class R {\n");
        kinds.forEach((kind, fields) -> source.append("public static final class %s {\n%s}\n".formatted(kind, fields)));
        return source.append("}\n").toString();
    }

    private int number(String key) {
        return numbers.computeIfAbsent(key, fresh -> 0x7f010000 + numbers.size());
    }

    private void compile(Map<String, String> sources) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-nowarn", "-d", classes.toString()));
        Path generated = classes.resolveSibling("generated-sources");
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = generated.resolve(source.getKey().replace('.', '/')).resolve("R.java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
            arguments.add(file.toString());
        }
        int answer = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        if (answer != 0) throw new IOException("the R classes do not compile");
    }
}
