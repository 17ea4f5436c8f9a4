using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace GenNet.Weights.Safetensors;

/// <summary>
/// A safetensors file: 8 bytes of header length, a JSON header, and a buffer that the tensors cover without gap or overlap
/// (github.com/huggingface/safetensors).
/// </summary>
public sealed class SafetensorsFile : IWeightContainer
{
    private const int MaxHeader = 100_000_000;

    private readonly ByteSource _bytes;
    private readonly Dictionary<string, StoredTensor> _byName;

    private SafetensorsFile(ByteSource bytes)
    {
        _bytes = bytes;
        var header = ReadHeader(bytes, out var buffer);
        var pages = new BytePages(bytes);
        Validate(header, bytes.Length - buffer);
        Metadata = header.Metadata;
        StoredTensor[] tensors = [.. header.Entries.Select(e => new SafetensorsTensor(bytes, pages, e, buffer))];
        Array.Sort(tensors, static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        Tensors = tensors;
        Naming = NamedArrays.NamingOf(tensors);
        _byName = tensors.ToDictionary(static t => t.Path, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public string File => _bytes.File;

    /// <inheritdoc/>
    public string Format => "safetensors";

    /// <inheritdoc/>
    public IReadOnlyList<string> Suffixes => [".safetensors"];

    /// <inheritdoc/>
    public VariableNaming Naming { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <inheritdoc/>
    public IReadOnlyList<StoredTensor> Tensors { get; }

    /// <inheritdoc/>
    public IReadOnlyList<StoredLayer> Layers => field ??= NamedArrays.LayersOf(Tensors);

    /// <summary>The tensor called <paramref name="name"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public StoredTensor this[string name] =>
        _byName.TryGetValue(name, out var tensor) ? tensor : throw new KeyNotFoundException($"{File} has no tensor {name}.");

    /// <summary>Opens a file and validates its header.</summary>
    /// <exception cref="WeightFileException">It isn't a valid safetensors file.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static SafetensorsFile Open(string path) => Open(FileBytes.Open(path));

    /// <inheritdoc/>
    public TensorRole RoleOf(string path) => NamedArrays.RoleOf(path);

    /// <inheritdoc/>
    public bool TryGetTensor(string path, [NotNullWhen(true)] out StoredTensor? tensor) => _byName.TryGetValue(path, out tensor);

    /// <inheritdoc/>
    public void Dispose() => _bytes.Dispose();

    internal static SafetensorsFile Open(ByteSource bytes)
    {
        try
        {
            return new(bytes);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private static SafetensorsHeader ReadHeader(ByteSource bytes, out long buffer)
    {
        if (bytes.Length < sizeof(ulong))
            throw WeightFileException.CutOff(bytes.File, null, $"a file of {bytes.Length} bytes is too short to be safetensors");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes.ReadArray(0, sizeof(ulong)));
        if (length > MaxHeader)
            throw WeightFileException.Damaged(bytes.File, null, $"a safetensors header of {length} bytes is not possible, {MaxHeader} are");
        if ((long)length > bytes.Length - sizeof(ulong))
            throw WeightFileException.CutOff(bytes.File, null, $"its safetensors header takes {length} bytes, and the whole file has {bytes.Length}");
        buffer = sizeof(ulong) + (long)length;
        try
        {
            return SafetensorsHeader.Parse(bytes.ReadArray(sizeof(ulong), (int)length));
        }
        catch (JsonException e)
        {
            throw WeightFileException.Damaged(bytes.File, null, "the safetensors header is not valid: " + e.Message.TrimEnd('.'), e);
        }
    }

    private void Validate(SafetensorsHeader header, long bufferLength)
    {
        ulong covered = 0;
        SafetensorsEntry[] entries = [.. header.Entries];
        Array.Sort(entries, static (a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        foreach (var entry in entries)
        {
            if (SafetensorsTypes.Bits(entry.TypeName) == 0)
            {
                throw new WeightFileException(
                    File, entry.Name, $"the dtype {entry.TypeName} is unknown", "Save the tensor in a type that safetensors defines, as F32.");
            }
            if (entry.Begin == covered && entry.End > (ulong)bufferLength)
            {
                throw WeightFileException.CutOff(
                    File, entry.Name, $"the file has {bufferLength} bytes of tensors where its header describes {entries.Max(static e => e.End)}, and this one is not all there");
            }
            if (entry.Begin != covered || entry.End < entry.Begin)
            {
                throw WeightFileException.Damaged(
                    File, entry.Name, $"bytes {entry.Begin} to {entry.End} leave a gap or overlap another tensor");
            }
            if (SizeOf(entry) != entry.End - entry.Begin)
            {
                throw WeightFileException.Damaged(
                    File, entry.Name, $"shape ({string.Join(", ", entry.Shape)}) of {entry.TypeName} is not {entry.End - entry.Begin} bytes");
            }
            covered = entry.End;
        }
        if (covered != (ulong)bufferLength)
            throw WeightFileException.Damaged(File, null, $"the tensors end after {covered} of {bufferLength} bytes");
    }

    /// <summary>Bytes of a tensor; null if that overflows or is no whole number.</summary>
    private static ulong? SizeOf(SafetensorsEntry entry)
    {
        var bits = (UInt128)1;
        foreach (var dimension in entry.Shape)
        {
            bits *= dimension;
            if (bits > ulong.MaxValue)
                return null;
        }
        bits *= (uint)SafetensorsTypes.Bits(entry.TypeName);
        return bits > ulong.MaxValue || bits % 8 != 0 ? null : (ulong)(bits / 8);
    }
}
