using GenNet.Weights.Hdf5;
using PureHDF;
using PureHDF.VOL.Native;

namespace GenNet.Weights.PureHdf;

/// <summary>A group or dataset: its attributes, which PureHDF reads where the strict reader doesn't.</summary>
internal abstract class PureHdfObject(PureHdfObjects objects, IHdf5Object strict, string path) : IHdf5Object
{
    public IEnumerable<string> AttributeNames => strict.AttributeNames;

    protected PureHdfObjects Objects => objects;

    protected string Path => path;

    protected abstract NativeObject NativeObject { get; }

    public Hdf5Attribute Attribute(string name)
    {
        var value = strict.Attribute(name);
        return value.Equals(Hdf5Attribute.Unread) ? objects.Read(path, () => ValueOf(NativeObject.Attribute(name))) : value;
    }

    // What the formats ask for: a text, a list of texts, a number.
    private static Hdf5Attribute ValueOf(IH5Attribute attribute) => (attribute.Space.Type, attribute.Space.Rank, IsText(attribute.Type)) switch
    {
        (H5DataspaceType.Scalar, _, true) => Hdf5Attribute.Of(attribute.Read<string>()),
        (H5DataspaceType.Simple, 1, true) => Hdf5Attribute.Of(attribute.Read<string[]>()),
        (H5DataspaceType.Scalar, _, false) => NumberOf(attribute),
        _ => Hdf5Attribute.Unread,
    };

    private static Hdf5Attribute NumberOf(IH5Attribute attribute) => (attribute.Type.Class, attribute.Type.Size) switch
    {
        (H5DataTypeClass.FloatingPoint, 2) => Hdf5Attribute.Of((double)attribute.Read<Half>()),
        (H5DataTypeClass.FloatingPoint, 4) => Hdf5Attribute.Of(attribute.Read<float>()),
        (H5DataTypeClass.FloatingPoint, 8) => Hdf5Attribute.Of(attribute.Read<double>()),
        (H5DataTypeClass.FixedPoint, 1) => Hdf5Attribute.Of(IsSigned(attribute) ? attribute.Read<sbyte>() : attribute.Read<byte>()),
        (H5DataTypeClass.FixedPoint, 2) => Hdf5Attribute.Of(IsSigned(attribute) ? attribute.Read<short>() : attribute.Read<ushort>()),
        (H5DataTypeClass.FixedPoint, 4) => Hdf5Attribute.Of(IsSigned(attribute) ? attribute.Read<int>() : attribute.Read<uint>()),
        (H5DataTypeClass.FixedPoint, 8) => IsSigned(attribute) ? Hdf5Attribute.Of(attribute.Read<long>()) : Hdf5Attribute.Of((double)attribute.Read<ulong>()),
        _ => Hdf5Attribute.Unread,
    };

    private static bool IsSigned(IH5Attribute attribute) => attribute.Type.FixedPoint.IsSigned;

    private static bool IsText(IH5DataType type) => type.Class == H5DataTypeClass.String || (type.Class == H5DataTypeClass.VariableLength && type.VariableLength.BaseType is { Class: H5DataTypeClass.String } or { Class: H5DataTypeClass.FixedPoint, Size: 1 });
}
