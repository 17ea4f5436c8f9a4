using GenNet.Conformance.Models;
using GenNet.Conformance.Numerics;

namespace GenNet.Conformance.Formats;

/// <summary>Loads a file and compares every bit with what it must hold.</summary>
internal static class LoadedBits
{
    /// <summary>Loads <paramref name="path"/> into a new instance and compares all of its variables with <c>model.safetensors</c>.</summary>
    /// <param name="fixture">The model.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">What may pass.</param>
    /// <param name="stored">What a value is in the file; null if it is kept as it is.</param>
    public static LoadReport Check(KerasFixture fixture, string path, LoadOptions? options = null, Func<float, float>? stored = null)
    {
        using var instance = fixture.Create(Device.Cpu());
        var report = instance.Model.LoadWeights(path, options);
        Assert.Equal(instance.Variables.Count, report.Loaded.Count);
        Assert.Empty(report.BehaviourChanges);
        Compare(fixture, instance, stored);
        return report;
    }

    /// <summary>Compares all variables of an instance with <c>model.safetensors</c>.</summary>
    public static void Compare(KerasFixture fixture, KerasInstance instance, Func<float, float>? stored = null)
    {
        using var expected = new FixtureArrays(fixture.PathOf("model.safetensors"));
        Assert.All(instance.Variables, variable => Assert.Equal(Bits([.. expected.Floats(variable.Key).Select(stored ?? (static value => value))]), Bits(Numbers(variable.Value))));
    }

    private static float[] Numbers(Variable variable) =>
        variable.DType == DType.Int64 ? Array.ConvertAll(variable.Elements<long>().ToArray(), static value => (float)value) : variable.Values.ToArray();

    private static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];
}
