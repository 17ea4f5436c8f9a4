using GenNet.Specs;

namespace GenNet.Contracts;

/// <summary>Reads the lines under one <c>version</c>.</summary>
internal sealed class VersionReader(int number, bool isDraft, int grammar)
{
    // The grammar that can say them first.
    private const int OwnVariables = 2;

    private readonly List<ContractInput> _inputs = [];
    private readonly List<ContractLayer> _layers = [];
    private readonly List<ContractOperation> _operations = [];
    private readonly List<ContractVariable> _variables = [];
    private readonly HashSet<string> _layerNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _otherNames = new(StringComparer.Ordinal);
    private readonly ReferenceChecker _references = new();
    private EquatableArray<ContractValue>? _outputs;

    /// <summary>Reads a line after its indentation.</summary>
    public void Read(LineCursor cursor, EquatableArray<string> comments)
    {
        if (cursor.Position == 4 && grammar >= OwnVariables && _inputs.Count + _operations.Count == 0 && _layers.TrueForAll(static layer => layer.IsVariable) && _outputs is null)
            ReadOwn(cursor, comments);
        else if (cursor.Position == 4)
            ReadVariable(cursor, comments);
        else if (_outputs is not null)
            throw cursor.Wrong(cursor.Position, "nothing may follow the outputs but another version");
        else if (cursor.Take('('))
            ReadUnnamed(cursor);
        else
            ReadLayer(cursor, comments);
    }

    /// <summary>The version, once all its lines are read.</summary>
    public ContractVersion Finish()
    {
        EndLayer();
        var version = new ContractVersion(
            number, isDraft, _inputs.ToEquatableArray(), _layers.ToEquatableArray(), _operations.ToEquatableArray(), default);
        var outputs = _outputs ?? (version.ValueBefore(_layers.Count) is { } last ? EquatableArray.Of(last) : default);
        version = version with { Outputs = outputs };
        _references.Check(version);
        return version;
    }

    // Variables before everything else are the model's own.
    private void ReadOwn(LineCursor cursor, EquatableArray<string> comments)
    {
        var start = cursor.Position;
        var variable = ReadDescription(cursor);
        if (!_layerNames.Add(variable.Name))
            throw cursor.Wrong(start, $"'{variable.Name}' stands twice in version {number}; names must be distinct");
        _layers.Add(ContractLayer.OfVariable(variable.Name, variable) with { Comments = comments, Line = cursor.Line });
    }

    private void ReadLayer(LineCursor cursor, EquatableArray<string> comments)
    {
        EndLayer();
        var start = cursor.Position;
        var name = cursor.Name("the name of a layer");
        if (!_layerNames.Add(name))
            throw cursor.Wrong(start, $"layer '{name}' stands twice in version {number}; names must be distinct");
        if (_operations.Count > 0)
            throw cursor.Wrong(start, "layers stand before the tensor operations");
        cursor.EndOfToken();
        var previous = new ContractVersion(number, isDraft, _inputs.ToEquatableArray(), LastLayer(), default, default).ValueBefore(LastLayer().Count);
        var kind = cursor.Name("the layer's class, such as Dense");
        cursor.EndOfToken();
        var arguments = ReadArguments(cursor, out var trainingOnly, out var calls);
        calls ??= previous is { } value
            ? EquatableArray.Of(EquatableArray.Of(value))
            : throw cursor.Wrong(start, $"layer '{name}' has nothing before it to take: say it with from=");
        _layers.Add(new(name, kind, trainingOnly, arguments, calls.Value, default) { Comments = comments, Line = cursor.Line });
    }

    private void ReadUnnamed(LineCursor cursor)
    {
        EndLayer();
        var start = cursor.Position;
        var name = cursor.Name("the name of an input or tensor operation");
        cursor.Expect(')', "after the name");
        cursor.EndOfToken();
        var kindStart = cursor.Position;
        var kind = cursor.Name("a class, such as InputLayer or Add");
        cursor.EndOfToken();
        if (kind == ContractInput.Kind)
        {
            if (_operations.Count > 0 || !_layers.TrueForAll(static layer => layer.IsVariable))
                throw cursor.Wrong(kindStart, "inputs stand before the layers");
            AddName(cursor, start, name);
            _inputs.Add(ReadInput(cursor, name));
            return;
        }
        var arguments = ReadArguments(cursor, out var trainingOnly, out var calls);
        if (trainingOnly || calls is not { Count: 1 })
            throw cursor.Wrong(kindStart, $"'({name})' needs from= with what it takes");
        if (kind == ContractText.OutputsKind)
        {
            _outputs = calls.Value[0];
            return;
        }
        AddName(cursor, start, name);
        _operations.Add(new(name, kind, arguments, calls.Value[0]));
    }

    private void AddName(LineCursor cursor, int start, string name)
    {
        if (!_otherNames.Add(name))
            throw cursor.Wrong(start, $"'({name})' stands twice in version {number}; names must be distinct");
    }

    private static ContractInput ReadInput(LineCursor cursor, string name)
    {
        ReadKey(cursor, "dtype");
        var dtype = cursor.Name("an element type, such as float32");
        cursor.EndOfToken();
        ReadKey(cursor, "shape");
        var shapeStart = cursor.Position;
        var shape = cursor.Shape();
        cursor.EndOfToken();
        var hasLength = !cursor.AtEnd;
        if (hasLength)
            ReadLength(cursor);
        if (hasLength && shape.Rank == 0)
            throw cursor.Wrong(shapeStart, $"a shape with {ContractInput.VariableLength} begins with the largest length");
        cursor.End();
        return new(name, dtype, shape) { HasRunTimeLength = hasLength };
    }

    private static void ReadLength(LineCursor cursor)
    {
        ReadKey(cursor, ContractInput.VariableLength);
        var start = cursor.Position;
        if (cursor.Value("true") != "true")
            throw cursor.Wrong(start, "expected true");
    }

    private static void ReadKey(LineCursor cursor, string key)
    {
        var start = cursor.Position;
        if (cursor.Name(key + "=") != key)
            throw cursor.Wrong(start, $"expected {key}=");
        cursor.Expect('=', "after " + key);
    }

    private void ReadVariable(LineCursor cursor, EquatableArray<string> comments)
    {
        if (_layers.Count == 0 || _layers[_layers.Count - 1].IsVariable || _operations.Count > 0 || _outputs is not null)
            throw cursor.Wrong(cursor.Position, "a variable must stand under its layer, or, as the model's own, before the inputs");
        var start = cursor.Position;
        var variable = ReadDescription(cursor);
        if (_variables.Any(v => v.Name == variable.Name))
            throw cursor.Wrong(start, $"variable '{variable.Name}' stands twice in layer '{_layers[_layers.Count - 1].Name}'");
        _variables.Add(variable with { Comments = comments, Line = cursor.Line });
    }

    private static ContractVariable ReadDescription(LineCursor cursor)
    {
        var name = cursor.Name("the name of a variable");
        cursor.EndOfToken();
        var dtype = cursor.Name("an element type, such as float32");
        cursor.EndOfToken();
        var shape = cursor.Shape();
        cursor.EndOfToken();
        var start = cursor.Position;
        var isState = !cursor.AtEnd;
        if (isState && cursor.Name("'state' or the end of the line") != "state")
            throw cursor.Wrong(start, "expected 'state' or the end of the line");
        cursor.End();
        return new(name, dtype, shape, isState);
    }

    private EquatableArray<ContractArgument> ReadArguments(
        LineCursor cursor, out bool trainingOnly, out EquatableArray<EquatableArray<ContractValue>>? calls)
    {
        trainingOnly = false;
        calls = null;
        var arguments = new List<ContractArgument>();
        for (var first = true; !cursor.AtEnd; first = false)
        {
            var start = cursor.Position;
            var key = cursor.Name("an argument");
            if (first && key == "training" && cursor.Spaces())
            {
                trainingOnly = true;
                continue;
            }
            if (calls is not null)
                throw cursor.Wrong(start, "from= stands last");
            cursor.Expect('=', "after the argument's name");
            if (key == "from")
                calls = _references.Read(cursor);
            else if (arguments.Any(a => a.Name == key))
                throw cursor.Wrong(start, $"argument '{key}' stands twice");
            else
                arguments.Add(new(key, cursor.Value("the argument's value")));
            cursor.EndOfToken();
        }
        return arguments.ToEquatableArray();
    }

    private EquatableArray<ContractLayer> LastLayer() =>
        _layers.Count == 0 ? default : EquatableArray.Of(_layers[_layers.Count - 1]);

    private void EndLayer()
    {
        if (_layers.Count > 0)
            _layers[_layers.Count - 1] = _layers[_layers.Count - 1] with { Variables = _layers[_layers.Count - 1].Variables.Concat(_variables).ToEquatableArray() };
        _variables.Clear();
    }
}
