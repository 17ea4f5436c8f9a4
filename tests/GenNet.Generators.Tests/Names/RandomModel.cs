using System.Text;

namespace GenNet.Generators.Tests.Names;

/// <summary>A model class of random names and shape, as valid C# as long as nothing is generated beside it.</summary>
internal sealed class RandomModel
{
    private static readonly string[] s_names =
    [
        "Net", "net", "NET", "nET", "Plan", "Description", "Weights", "Prediction", "Predict", "Layers", "Trainer", "GetWeights", "SetWeights", "FromWeights",
        "ModelDescription", "GeneratedPlan", "Forward", "Rows", "rows", "Clone", "EqualityContract", "Finalize", "Item", "Dispose", "Device", "StageInput",
        "RunInference", "System", "GenNet", "Generated", "Model", "Tensor", "Layer", "Dense", "DenseKernel", "IDense", "IDenseShape", "Values", "Pass", "TensorRef",
        "ModelPlan", "Optimizer", "Float", "Output", "output", "Input", "input", "seed", "device", "pass", "layer", "inputGradients", "inputWanted", "path", "options", "report",
        "model", "weights", "Kernel", "kernel", "Bias", "A", "AWeights", "a", "AShape", "var", "dynamic", "record", "class", "string", "base", "this", "int", "nint", "field",
        "value", "global", "file", "required", "await", "async", "_", "__", "_1", "_a", "a_b", "aB", "AB", "A1", "A11", "É", "é", "日本", "ǅ", "ß", "ı", "\u212A", "K", "k",
        "Ⅷ", "ﬁ", "e\u0301", "T", "get_Layers", "set_A", "Instance", "Infer", "Backward", "Object", "Nullable", new('x', 60), new('日', 90),
    ];

    private static readonly string[] s_containers = ["class", "static class", "struct", "ref struct", "record", "record struct", "interface"];

    private readonly Random _random;
    private readonly string _namespace;
    private readonly (string Keyword, string Name)[] _containers;
    private readonly string _name;

    public RandomModel(int seed)
    {
        _random = new(seed);
        _namespace = string.Join(".", Several(_random.Next(3), Name));
        _containers = [.. Several(_random.Next(4) switch { 0 => 1, 1 => _random.Next(4), _ => 0 }, () => (One(s_containers), Name()))];
        _name = Name();
        Source = Write();
    }

    /// <summary>The class.</summary>
    public string Source { get; }

    /// <summary>Code that makes one and runs it on two rows: <c>Runner.Run()</c> is 2.</summary>
    public string Runner => $$"""
        public static class Runner
        {
            public static int Run()
            {
                using var net = new {{FullName}}(seed: 1);
                net.SetWeights(net.GetWeights());
                return net.Predict({{string.Join(", ", Enumerable.Repeat("new float[6]", Inputs))}}).Rows;
            }
        }
        """;

    private int Inputs { get; set; } = 1;

    private string FullName =>
        "global::" + string.Join(".", (_namespace.Length == 0 ? [] : new[] { _namespace }).Concat(_containers.Select(static c => c.Name)).Append(_name));

    private static IEnumerable<T> Several<T>(int count, Func<T> make) => Enumerable.Range(0, count).Select(_ => make()).ToArray();

    private string Write()
    {
        var text = new StringBuilder();
        if (_namespace.Length > 0)
            text.Append($"namespace {_namespace} {{ ");
        foreach (var (keyword, name) in _containers)
            text.Append($"public {keyword.Replace("struct", "partial struct").Replace("class", "partial class").Replace("interface", "partial interface").Replace("record", keyword == "record" ? "partial record" : "record").Replace("record partial", "partial record")} {name} {{ ");
        var layers = Several(1 + _random.Next(4), Name).Distinct().ToArray();
        var hasForward = _random.Next(2) == 0;
        text.AppendLine(hasForward ? $"[global::GenNet.Model] public partial class {_name} : global::IRandom {{" : $"[global::GenNet.Model, global::GenNet.Input(3{InputName()})] public partial class {_name} : global::IRandom {{");
        foreach (var layer in layers)
            text.AppendLine($"[global::GenNet.Dense(3)] {One(["public", "internal", "private", "protected"])} partial global::GenNet.Dense {layer} {{ get; }}");
        if (hasForward)
            WriteForward(text, layers);
        if (_random.Next(4) == 0)
            text.AppendLine(Member(layers));
        if (_random.Next(8) == 0)
            text.AppendLine(NoPlainLayer());
        text.Append('}').Append('}', _containers.Length + (_namespace.Length > 0 ? 1 : 0));
        return text.Append(" public interface IRandom { global::GenNet.Dense I => null!; global::GenNet.Dense this[int i] => null!; }").ToString();
    }

    // What a layer attribute may stand on in C#, and no layer can be.
    private string NoPlainLayer() => "[global::GenNet.Dense(3)] " + One<string>(
    [
        "global::GenNet.Dense global::IRandom.I => null!;", "global::GenNet.Dense global::IRandom.this[int i] => null!;", "public partial global::GenNet.Dense this[int i] { get; }",
        "public global::GenNet.Dense NoPart => null!;", "public static partial global::GenNet.Dense Static { get; }", "public partial global::GenNet.Dense? Nullable_ { get; }",
        "public virtual partial global::GenNet.Dense Virtual { get; }", "public partial global::GenNet.Dense Both { get; set; }",
    ]);

    private string InputName() => _random.Next(3) == 0 ? $", Name = \"{Name().TrimStart('@')}\"" : "";

    private void WriteForward(StringBuilder text, string[] layers)
    {
        var parameters = Several(1 + _random.Next(2), Name).Distinct().Except(layers).ToArray();
        if (parameters.Length == 0)
            parameters = ["p"];
        Inputs = parameters.Length;
        var locals = Several(layers.Length, Name).ToArray();
        var outputs = Several(1 + _random.Next(3), Name).Distinct().ToArray();
        var type = outputs.Length == 1 ? "global::GenNet.Tensor" : $"({string.Join(", ", outputs.Select(static o => "global::GenNet.Tensor " + o))})";
        text.AppendLine($"private {type} Forward({string.Join(", ", parameters.Select(static p => "[global::GenNet.Input(3)] global::GenNet.Tensor " + p))}) {{");
        var value = parameters.Length == 1 ? parameters[0] : $"{parameters[0]} + {parameters[1]}";
        var taken = new HashSet<string>(parameters.Concat(layers));
        for (var i = 0; i < layers.Length; i++)
        {
            var call = $"this.{layers[i]}.Forward({value})";
            value = taken.Add(locals[i]) ? locals[i] : $"l{i}";
            text.AppendLine($"global::GenNet.Tensor {value} = {call};");
        }
        text.AppendLine(outputs.Length == 1 ? $"return {value}; }}" : $"return ({string.Join(", ", outputs.Select(_ => value))}); }}");
    }

    private string Member(string[] layers)
    {
        var name = Name();
        if (layers.Contains(name) || name == _name)
            return "";
        return One<string>(
        [
            $"public int {name};", $"public int {name} => 1;", $"public void {name}() {{ }}", $"public void {name}(int a, string b) {{ }}", $"public class {name};",
            $"public class {name}<T>;", $"public event global::System.Action? {name};", $"public static int {name}<T>() => 1;", $"private const int {name} = 1;",
            $"public {_name}(int n) : this((ulong)n) {{ }}", $"public {_name}(int n) {{ }}", $"public {_name}() : this(7UL) {{ }}", $"~{_name}() {{ }}", $"static {_name}() {{ }}",
        ]);
    }

    private string Name()
    {
        var name = One(s_names);
        return Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsReservedKeyword(Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(name))
            || Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetContextualKeywordKind(name) != default || _random.Next(10) == 0 ? "@" + name : name;
    }

    private T One<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];
}
