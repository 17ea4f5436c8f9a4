namespace GenNet.Generators.Parsing;

/// <summary>The variables and local functions that one body of a function sees.</summary>
internal sealed class ForwardFrame
{
    private readonly Dictionary<string, ForwardValue> _values;
    private readonly Dictionary<string, ForwardFunction> _functions;
    private readonly HashSet<string> _own = new(StringComparer.Ordinal);

    public ForwardFrame()
        : this(new(StringComparer.Ordinal), new(StringComparer.Ordinal))
    {
    }

    private ForwardFrame(Dictionary<string, ForwardValue> values, Dictionary<string, ForwardFunction> functions) => (_values, _functions) = (values, functions);

    /// <summary>Names of its variables.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>A copy, whose changes this one doesn't have.</summary>
    public ForwardFrame Copy() => new(new(_values, StringComparer.Ordinal), new(_functions, StringComparer.Ordinal));

    /// <summary>The variable called <paramref name="name"/>; null if there is none.</summary>
    public ForwardValue? Find(string name) => _values.TryGetValue(name, out var value) ? value : null;

    /// <summary>Declares a variable, or gives one another value.</summary>
    public void Set(string name, ForwardValue value) => _values[name] = value;

    /// <summary>Says that the variable is declared here, and none of a function around, which it may hide.</summary>
    public void Own(string name) => _own.Add(name);

    /// <summary>Whether the variable is declared here.</summary>
    public bool IsOwn(string name) => _own.Contains(name);

    /// <summary>Ends a variable.</summary>
    public void Remove(string name) => _values.Remove(name);

    /// <summary>The local function called <paramref name="name"/>; null if there is none.</summary>
    public ForwardFunction? FindFunction(string name) => _functions.TryGetValue(name, out var function) ? function : null;

    /// <summary>Declares a local function.</summary>
    public void Declare(string name, ForwardFunction function) => _functions[name] = function;
}
