using System.Buffers.Binary;
using GenNet.Weights;
using GenNet.Weights.Hdf5;

namespace GenNet.Extensions.Tests.Hdf5;

/// <summary>An HDF5 file that lies in memory as objects: written against what is public alone.</summary>
internal sealed class MemoryHdf5(MemoryGroup root) : IHdf5Source
{
    /// <summary>Whether it was disposed.</summary>
    public bool IsDisposed { get; private set; }

    public string File => "memory.weights.h5";

    public long Length => 1 << 20;

    public IHdf5Group Root => root;

    /// <summary>The same as an editable group.</summary>
    public MemoryGroup Group => root;

    /// <summary>What a file holds.</summary>
    public static MemoryHdf5 CopyOf(string path)
    {
        using var file = Hdf5File.Open(path);
        return new(Copy(file, file.Source.Root, ""));
    }

    /// <summary>The group at a path.</summary>
    public MemoryGroup At(string path) => path.Split('/').Aggregate(root, static (group, name) => (MemoryGroup)group.Children[name]);

    public void Dispose() => IsDisposed = true;

    private static MemoryGroup Copy(Hdf5File file, IHdf5Group group, string path)
    {
        var copy = new MemoryGroup();
        foreach (var name in group.AttributeNames)
            copy.Attributes[name] = group.Attribute(name);
        foreach (var name in group.Names)
        {
            var child = path.Length == 0 ? name : $"{path}/{name}";
            copy.Children[name] = group.Open(name) switch
            {
                IHdf5Group inner => Copy(file, inner, child),
                IHdf5Dataset array => Copy(file, array, child),
                var other => other,
            };
        }
        return copy;
    }

    private static MemoryDataset Copy(Hdf5File file, IHdf5Dataset dataset, string path)
    {
        Assert.True(file.TryGetTensor(path, out var array));
        var copy = new MemoryDataset(dataset.Dimensions, array.ToBytes()) { Type = dataset.Type, TypeName = dataset.TypeName };
        foreach (var name in dataset.AttributeNames)
            copy.Attributes[name] = dataset.Attribute(name);
        return copy;
    }
}

/// <summary>An object in memory.</summary>
internal abstract class MemoryObject : IHdf5Object
{
    public Dictionary<string, Hdf5Attribute> Attributes { get; } = [];

    public IEnumerable<string> AttributeNames => Attributes.Keys;

    public virtual Hdf5Attribute Attribute(string name) => Attributes.GetValueOrDefault(name);
}

/// <summary>A group in memory.</summary>
internal sealed class MemoryGroup : MemoryObject, IHdf5Group
{
    public Dictionary<string, IHdf5Object> Children { get; } = [];

    /// <summary>What opening any child throws.</summary>
    public Exception? Failure { get; set; }

    public IReadOnlyList<string> Names => [.. Children.Keys.Reverse()];

    public IHdf5Object Open(string name) => Failure is null ? Children[name] : throw Failure;
}

/// <summary>Reads a dataset into its destination.</summary>
internal delegate void Reading(MemoryDataset dataset, ref ElementDestination destination);

/// <summary>A dataset in memory.</summary>
internal sealed class MemoryDataset(IReadOnlyList<long> dimensions, byte[] bytes) : MemoryObject, IHdf5Dataset
{
    public StoredType Type { get; set; } = StoredType.Float32;

    public string TypeName { get; set; } = "float32";

    public IReadOnlyList<long> Dimensions => dimensions;

    public string? Refusal { get; set; }

    /// <summary>All elements, little-endian.</summary>
    public byte[] Bytes => bytes;

    /// <summary>How it is read; all at once if null.</summary>
    public Reading? How { get; set; }

    /// <summary>What asking for an attribute throws.</summary>
    public Exception? Failure { get; set; }

    public override Hdf5Attribute Attribute(string name) => Failure is null ? base.Attribute(name) : throw Failure;

    public void Read(ref ElementDestination destination)
    {
        if (How is not null)
            How(this, ref destination);
        else
            Readings.Put(this, ref destination);
    }

    /// <summary>The same numbers as another type.</summary>
    public MemoryDataset As(StoredType type)
    {
        var size = type.Size();
        var converted = new byte[bytes.Length / sizeof(float) * size];
        for (var i = 0; i < bytes.Length / sizeof(float); i++)
        {
            var value = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
            if (type == StoredType.Float64)
                BinaryPrimitives.WriteDoubleLittleEndian(converted.AsSpan(i * size), value);
            else
                BinaryPrimitives.WriteHalfLittleEndian(converted.AsSpan(i * size), (Half)value);
        }
        return new(dimensions, converted) { Type = type, TypeName = type.ToString().ToLowerInvariant() };
    }
}

/// <summary>Ways in which sources read.</summary>
internal static class Readings
{
    /// <summary>From memory of its own, at once.</summary>
    public static void Put(MemoryDataset dataset, ref ElementDestination destination) => destination.Put(0, dataset.Bytes);

    /// <summary>From memory of its own, in chunks, the last one first.</summary>
    public static void PutChunks(MemoryDataset dataset, ref ElementDestination destination)
    {
        const int Chunk = 7;
        var size = destination.ElementSize;
        for (var first = (destination.Count - 1) / Chunk * Chunk; first >= 0; first -= Chunk)
        {
            var count = (int)Math.Min(Chunk, destination.Count - first);
            destination.Put(first, dataset.Bytes.AsSpan((int)first * size, count * size));
        }
    }

    /// <summary>Into the memory that is lent.</summary>
    public static void Fill(MemoryDataset dataset, ref ElementDestination destination)
    {
        for (long first = 0; first < destination.Count;)
        {
            var memory = destination.GetSpan(first);
            dataset.Bytes.AsSpan((int)first * destination.ElementSize, memory.Length).CopyTo(memory);
            destination.Advance(memory.Length / destination.ElementSize);
            first += memory.Length / destination.ElementSize;
        }
    }

    /// <summary>Into the memory that is lent, a part of it at a time, most significant byte first.</summary>
    public static void FillBigEndian(MemoryDataset dataset, ref ElementDestination destination)
    {
        var size = destination.ElementSize;
        for (long first = 0; first < destination.Count;)
        {
            var memory = destination.GetSpan(first);
            var count = Math.Min(5, memory.Length / size);
            for (var i = 0; i < count; i++)
            {
                dataset.Bytes.AsSpan(((int)first + i) * size, size).CopyTo(memory[(i * size)..]);
                memory.Slice(i * size, size).Reverse();
            }
            destination.Advance(count, isBigEndian: true);
            first += count;
        }
    }
}
