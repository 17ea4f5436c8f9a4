using System.Diagnostics;

namespace GenNet.TestSupport;

/// <summary>The HDF5 library's own opinion of a file, through h5py and h5dump. A test without them is skipped and says so.</summary>
internal static class Hdf5Tools
{
    private const string List = """
        import h5py, hashlib, sys
        def attributes(o):
            for k in sorted(o.attrs):
                a = o.attrs.get_id(k)
                print('  @', k, a.dtype, a.shape, h5py.check_string_dtype(a.dtype), a.get_type().get_cset(), repr(o.attrs[k]))
        def show(name, o):
            if isinstance(o, h5py.Dataset):
                print(name, o.dtype, o.shape, o.maxshape, o.chunks, o.fillvalue, hashlib.sha256(o[()].tobytes()).hexdigest())
            else:
                print(name + '/')
            attributes(o)
        with h5py.File(sys.argv[1], 'r') as f:
            attributes(f)
            f.visititems(show)
        """;

    private const string Count = """
        import h5py, sys
        with h5py.File(sys.argv[1], 'r') as f:
            names = list(f[sys.argv[2]])
            for n in names:
                f[sys.argv[2]][n].id
            print(len(names))
        """;

    private static readonly Lazy<string?> s_python = new(static () =>
        Array.Find(["python3", "/usr/bin/python3"], static python => Run(python, ["-c", "import h5py"]) is { ExitCode: 0 }));

    /// <summary>Every object with type, shape, storage, values' hash and attributes.</summary>
    public static string ListWithH5py(string path) => Python(List, path);

    /// <summary>Members of a group, each of which h5py must find by its name.</summary>
    public static int CountWithH5py(string path, string group) => int.Parse(Python(Count, path, group));

    /// <summary>h5dump's text but for the file's name.</summary>
    public static string Dump(string path)
    {
        var dump = Run("h5dump", [path]);
        Assert.SkipWhen(dump is null, "h5dump is not installed (Debian: hdf5-tools).");
        Assert.True(dump!.ExitCode == 0, dump.Error);
        return dump.Output[(dump.Output.IndexOf('{') + 1)..];
    }

    /// <summary>Runs a script that has imported h5py and numpy as np, with <paramref name="path"/> as its <c>path</c>.</summary>
    public static void RunH5py(string script, string path) => Python("import h5py, numpy as np, sys\npath = sys.argv[1]\n" + script, path);

    private static string Python(string script, params string[] arguments)
    {
        Assert.SkipWhen(s_python.Value is null, "h5py is not installed (Debian: python3-h5py).");
        var result = Run(s_python.Value!, ["-c", script, .. arguments])!;
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }

    private static Result? Run(string program, string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new(process.ExitCode, output, error.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private sealed record Result(int ExitCode, string Output, string Error);
}
