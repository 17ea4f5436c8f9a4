using GenNet.Specs;

namespace GenNet.Weights.Hdf5.Writing;

/// <summary>
/// What an open HDF5 file holds, to be written as a plain one: the same groups, arrays, texts and numbers, contiguous and without filters. An array under several names is written where
/// Keras reads it, and nowhere else if Keras reads it somewhere.
/// </summary>
internal sealed class PlainCopy
{
    // Files of which most is zeros, as an optimizer's slots before the first step, unpack to some times their length; a hostile one to anything.
    private const int MostExpansion = 64;
    private const long SmallFile = 1L << 30;
    private const long SmallStructure = 64 << 20;

    private readonly Hdf5File _file;
    private readonly Func<string, TensorRole> _roleOf;
    private readonly HashSet<IHdf5Dataset> _readByKeras;
    private readonly List<string> _notes = [];
    private long _bytes;
    private long _structure;

    private PlainCopy(Hdf5File file, Func<string, TensorRole> roleOf)
    {
        _file = file;
        _roleOf = roleOf;
        _readByKeras = [.. file.Tensors.OfType<Hdf5Tensor>().Where(tensor => roleOf(tensor.Path) != TensorRole.Other).Select(static tensor => tensor.Dataset)];
        foreach (var path in file.Groups.Prepend(""))
            Copy(file.Group(path), path, Root.Group(path).Attributes);
        foreach (var tensor in file.Tensors.Where(IsWritten))
            Add(tensor);
    }

    /// <summary>The root group of the new file.</summary>
    public GroupToWrite Root { get; } = new();

    /// <summary>What isn't written and that nothing of Keras asks for, one sentence each.</summary>
    public IReadOnlyList<string> Notes => [.. _notes.Distinct()];

    /// <summary>Copies a file's structure; its values are read when the copy is written, so the file stays open until then.</summary>
    /// <param name="file">The file.</param>
    /// <param name="roleOf">What the array at a path is to Keras.</param>
    /// <exception cref="WeightFileException">Something that Keras reads can't be read, or all takes far more than the file's length explains.</exception>
    public static PlainCopy Of(Hdf5File file, Func<string, TensorRole> roleOf) => new(file, roleOf);

    private bool IsWritten(StoredTensor tensor)
    {
        if (_roleOf(tensor.Path) != TensorRole.Other)
        {
            tensor.ThrowIfRefused();
            return tensor.Type != StoredType.Other ? true : throw Unwritten(tensor);
        }
        if (tensor is not Hdf5Tensor { Refusal: null } array || tensor.Type == StoredType.Other)
        {
            if (tensor is not Hdf5Refused { MayHideArrays: false })
                _notes.Add($"{tensor.Path} ({tensor.TypeName}) isn't written{(tensor.Refusal is null ? "" : ": " + tensor.Refusal)}.");
            return false;
        }
        return !_readByKeras.Contains(array.Dataset);
    }

    private WeightFileException Unwritten(StoredTensor tensor) => new(
        _file.File, tensor.Path, $"the values are {tensor.TypeName}, and weights are numbers", "Write the array with a plain number type, as float32, with the program that made the file.");

    private void Add(StoredTensor tensor)
    {
        var slash = tensor.Path.LastIndexOf('/');
        var (group, name) = (Root.Group(slash < 0 ? "" : tensor.Path[..slash]), tensor.Path[(slash + 1)..]);
        var array = ArrayOf(tensor);
        Charge(ref _bytes, array.Size, SmallFile);
        Charge(ref _structure, name.Length + 256, SmallStructure);
        group.Add(name, array);
        Copy(((Hdf5Tensor)tensor).Dataset, tensor.Path, group.AttributesOf(name));
    }

    private ArrayToWrite ArrayOf(StoredTensor tensor)
    {
        if (tensor.Dimensions.Any(static dimension => dimension > int.MaxValue) || tensor.ElementCount > Array.MaxLength / (tensor.Type == StoredType.Float32 ? 1 : tensor.Type.Size()))
            throw new WeightFileException(_file.File, tensor.Path, $"the array {tensor.ShapeText} is larger than one piece of memory can be", "Split it with the program that made the file.");
        var shape = TensorShape.Of([.. tensor.Dimensions.Select(static dimension => (int)dimension)]);
        return tensor.Type == StoredType.Float32
            ? ArrayToWrite.Of(shape, () => tensor.ToFloats(long.MaxValue))
            : new(tensor.Type, shape, stream => stream.Write(tensor.ToBytes(long.MaxValue)));
    }

    private void Copy(IHdf5Object item, string path, IDictionary<string, Hdf5Attribute> attributes)
    {
        foreach (var name in item.AttributeNames)
        {
            var value = _file.AttributeOf(item, path, name);
            if (AttributesToWrite.SizeOf(name, value) is { } size)
            {
                Charge(ref _structure, size, SmallStructure);
                attributes[name] = value;
            }
            else
            {
                _notes.Add($"The attribute {name} of {(path.Length == 0 ? "the root" : path)} isn't written: it is no text, no list of texts and no number.");
            }
        }
    }

    private void Charge(ref long total, long amount, long allowance)
    {
        total += amount;
        if (total > (_file.Length * MostExpansion) + allowance)
        {
            throw new WeightFileException(
                _file.File, null, $"what it holds takes more than {MostExpansion} times its length of {_file.Length} bytes when it is written plainly", "No file of weights is like this: take another copy of it, or save it again.");
        }
    }
}
