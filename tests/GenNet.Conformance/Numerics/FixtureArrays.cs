using System.Runtime.InteropServices;
using GenNet.Weights;
using GenNet.Weights.Safetensors;

namespace GenNet.Conformance.Numerics;

/// <summary>The arrays of one safetensors file of the fixtures.</summary>
internal sealed class FixtureArrays(string path) : IDisposable
{
    private readonly SafetensorsFile _file = SafetensorsFile.Open(path);

    /// <summary>Names of all arrays.</summary>
    public IEnumerable<string> Names => _file.Tensors.Select(static t => t.Path);

    /// <summary>Whether there is an array of that name.</summary>
    public bool Has(string name) => _file.TryGetTensor(name, out _);

    /// <summary>Number of elements along the first axis.</summary>
    public int Rows(string name) => (int)_file[name].Dimensions[0];

    /// <summary>Dimensions without the first axis.</summary>
    public int[] RowShape(string name) => [.. _file[name].Dimensions.Skip(1).Select(static d => checked((int)d))];

    /// <summary>Element type, as <c>BOOL</c>.</summary>
    public string TypeOf(string name) => _file[name].TypeName;

    /// <summary>All values as float32, as a GenNet model takes them: whole numbers by value, false and true as 0 and 1.</summary>
    public float[] Floats(string name) => [.. Doubles(name).Select(static v => (float)v)];

    /// <summary>All values as float64.</summary>
    public double[] Doubles(string name)
    {
        var bytes = _file[name].ToBytes();
        return _file[name].Type switch
        {
            StoredType.Float64 => MemoryMarshal.Cast<byte, double>(bytes).ToArray(),
            StoredType.Float32 => Widened<float>(bytes, static v => v),
            StoredType.Int64 => Widened<long>(bytes, static v => v),
            StoredType.Int32 => Widened<int>(bytes, static v => v),
            StoredType.Bool or StoredType.UInt8 => Widened<byte>(bytes, static v => v),
            var other => throw new NotSupportedException($"{name} is {other}."),
        };
    }

    public void Dispose() => _file.Dispose();

    private static double[] Widened<T>(byte[] bytes, Func<T, double> convert)
        where T : struct => [.. MemoryMarshal.Cast<byte, T>(bytes).ToArray().Select(convert)];
}
