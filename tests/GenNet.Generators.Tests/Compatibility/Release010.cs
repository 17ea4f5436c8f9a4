using System.Reflection;
using GenNet.TestSupport;
using GenNet.Weights;

namespace GenNet.Generators.Tests.Compatibility;

/// <summary>A model that was written, saved and guarded with GenNet 0.1.0: a folder of <c>tests/Fixtures/gennet-0.1</c>.</summary>
internal sealed class Release010(string folder)
{
    private static readonly string s_root = FixtureTree.OwnPathOf("gennet-0.1");

    private readonly Lazy<Type> _use = new(() =>
        ModelCompiler.Compile(Source(folder) + Environment.NewLine + Text(folder, "Use.cs").Replace("namespace Written.By010;", "", StringComparison.Ordinal))
            .Assembly.GetType("Written.By010.Use", throwOnError: true)!);

    /// <summary>All folders.</summary>
    public static IEnumerable<string> Folders => Directory.EnumerateDirectories(s_root).Select(static f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    /// <summary>The class as it was written.</summary>
    public string ClassSource => Source(folder);

    /// <summary>Its contract; null where the folder has none.</summary>
    public string? Contract => Directory.EnumerateFiles(Path.Combine(s_root, folder), "*.weights.txt").Select(File.ReadAllText).SingleOrDefault();

    /// <summary>Path of a file of the folder.</summary>
    public string PathOf(string file) => Path.Combine(s_root, folder, file);

    /// <summary>Arrays whose names begin with <paramref name="prefix"/>, in the order of the names' place in the file's list.</summary>
    public IReadOnlyDictionary<string, float[]> Expected(string prefix)
    {
        using var file = WeightFiles.Open(PathOf("expected.safetensors"));
        return file.Tensors.Where(t => t.Path.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(t => t.Path[prefix.Length..], static t => t.ToFloats());
    }

    /// <summary>Outputs of the class with the weights of a file, by the code of a user of 0.1.0.</summary>
    public float[][] Predict(string file) => (float[][])Call("Predict", PathOf(file), Expected("inputs/").OrderBy(static i => i.Key, StringComparer.Ordinal).Select(static i => i.Value).ToArray());

    /// <summary>Weights of the class after loading a file.</summary>
    public (string Layer, string Name, float[] Values)[] Weights(string file) => ((string, string, float[])[])Call("Weights", PathOf(file));

    private static string Source(string folder) => File.ReadAllText(Directory.EnumerateFiles(Path.Combine(s_root, folder), "*.cs").Single(static f => Path.GetFileName(f) != "Use.cs"));

    private static string Text(string folder, string file) => File.ReadAllText(Path.Combine(s_root, folder, file));

    private object Call(string method, params object[] arguments) =>
        _use.Value.GetMethod(method)!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
}
