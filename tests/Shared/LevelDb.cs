using System.Diagnostics;

namespace GenNet.TestSupport;

/// <summary>LevelDB's own opinion of a table, through a program of a few lines. A test without the library (Debian: libleveldb-dev) or a compiler for it is skipped and says so.</summary>
internal static class LevelDb
{
    private const string Program = """
        #include <leveldb/comparator.h>
        #include <leveldb/env.h>
        #include <leveldb/iterator.h>
        #include <leveldb/options.h>
        #include <leveldb/table.h>
        #include <cstdio>

        static int fail(const leveldb::Status& status) { std::fprintf(stderr, "%s\n", status.ToString().c_str()); return 1; }

        static void hex(const leveldb::Slice& bytes) { for (size_t i = 0; i < bytes.size(); i++) std::printf("%02X", (unsigned char)bytes[i]); }

        int main(int, char** arguments)
        {
            uint64_t size = 0;
            leveldb::RandomAccessFile* file = nullptr;
            leveldb::Table* table = nullptr;
            leveldb::Options options;
            options.paranoid_checks = true;
            auto status = options.env->GetFileSize(arguments[1], &size);
            if (status.ok()) status = options.env->NewRandomAccessFile(arguments[1], &file);
            if (status.ok()) status = leveldb::Table::Open(options, file, size, &table);
            if (!status.ok()) return fail(status);
            leveldb::ReadOptions reading;
            reading.verify_checksums = true;
            auto entries = table->NewIterator(reading);
            for (entries->SeekToFirst(); entries->Valid(); entries->Next()) { hex(entries->key()); std::printf(" "); hex(entries->value()); std::printf("\n"); }
            return entries->status().ok() ? 0 : fail(entries->status());
        }
        """;

    private static readonly Lazy<string?> s_program = new(Compile);

    /// <summary>Keys and values of a table, in hexadecimal digits, in its order.</summary>
    public static IReadOnlyList<(string Key, string Value)> Read(string path)
    {
        Assert.SkipWhen(s_program.Value is null, "LevelDB is not installed (Debian: libleveldb-dev, and a compiler of C++).");
        var (exitCode, output, error) = Run(s_program.Value!, path)!.Value;
        Assert.True(exitCode == 0, error);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => (line[..line.IndexOf(' ')], line[(line.IndexOf(' ') + 1)..]))];
    }

    private static string? Compile()
    {
        var folder = Directory.CreateTempSubdirectory("gennet-leveldb-").FullName;
        var (source, program) = (Path.Combine(folder, "read.cc"), Path.Combine(folder, "read"));
        File.WriteAllText(source, Program);
        return Array.Exists(["c++", "g++", "clang++"], compiler => Run(compiler, "-O1", "-o", program, source, "-lleveldb") is { ExitCode: 0 }) ? program : null;
    }

    private static (int ExitCode, string Output, string Error)? Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
