namespace GenNet.Benchmarks.Peers.OnnxRuntime;

/// <summary>An attribute of a node: onnx.proto's AttributeProto.</summary>
internal sealed class OnnxAttribute
{
    private const int FloatType = 1;
    private const int IntegerType = 2;
    private const int IntegersType = 7;

    private readonly string _name;
    private readonly int _type;
    private readonly Action<ProtobufWriter> _value;

    public OnnxAttribute(string name, float value)
        : this(name, FloatType, writer => writer.Float(2, value))
    {
    }

    public OnnxAttribute(string name, int value)
        : this(name, IntegerType, writer => writer.Integer(3, value))
    {
    }

    public OnnxAttribute(string name, IEnumerable<int> values)
        : this(name, IntegersType, writer =>
        {
            foreach (var value in values)
                writer.Integer(8, value);
        })
    {
    }

    private OnnxAttribute(string name, int type, Action<ProtobufWriter> value) => (_name, _type, _value) = (name, type, value);

    public void Write(ProtobufWriter attribute)
    {
        attribute.Text(1, _name);
        _value(attribute);
        attribute.Integer(20, _type);
    }
}
