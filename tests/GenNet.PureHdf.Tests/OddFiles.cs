using GenNet.TestSupport;
using GenNet.Weights;
using GenNet.Weights.Hdf5;
using GenNet.Weights.Safetensors;

namespace GenNet.PureHdf.Tests;

/// <summary>The files of <c>odd/</c>, and the arrays that all of them hold.</summary>
internal static class OddFiles
{
    /// <summary>Where Keras puts the variables of the model.</summary>
    private static readonly (string Path, string Variable)[] s_places =
    [
        ("layers/dense/vars/0", "hidden_1/kernel"), ("layers/dense/vars/1", "hidden_1/bias"),
        ("layers/dense_1/vars/0", "hidden_2/kernel"), ("layers/dense_1/vars/1", "hidden_2/bias"),
        ("layers/dense_2/vars/0", "output/kernel"), ("layers/dense_2/vars/1", "output/bias"),
    ];

    /// <summary>Name of each file, and what the strict reader does with it.</summary>
    public static TheoryData<string, string> All => [.. FixtureTree.Has("odd", "odd.json")
        ? FixtureTree.Json("odd", "odd.json").GetProperty("files").EnumerateArray().Select(static file => (file.GetProperty("file").GetString()!, file.GetProperty("strict").GetString()!))
        : []];

    public static IReadOnlyList<string> Paths => [.. s_places.Select(static place => place.Path)];

    public static string PathOf(string file) => FixtureTree.PathOf("odd", file);

    /// <summary>Asserts that a file holds each array at its place, bit for bit, in whatever floating-point type.</summary>
    public static void AssertHoldsAll(Hdf5File file)
    {
        using var expected = SafetensorsFile.Open(FixtureTree.PathOf("models", "mlp", "model.safetensors"));
        foreach (var (path, variable) in s_places)
        {
            Assert.True(file.TryGetTensor(path, out var array), path);
            Assert.Equal(expected[variable].Dimensions, array.Dimensions);
            Assert.Equal(Bits(expected[variable].ToFloats()), Bits(array.ToFloats()));
        }
    }

    /// <summary>Asserts that a model has each array, bit for bit.</summary>
    public static void AssertHasAll(Mlp model)
    {
        using var expected = SafetensorsFile.Open(FixtureTree.PathOf("models", "mlp", "model.safetensors"));
        foreach (var variable in model.Layers.SelectMany(static layer => layer.Variables))
            Assert.Equal(Bits(expected[$"{variable.LayerName}/{variable.Name}"].ToFloats()), Bits(variable.Values.ToArray()));
    }

    public static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];
}
