using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using GenNet.Generators.Names;

namespace GenNet.Tool.Scaffolding;

/// <summary>Which names a scaffolded class may use.</summary>
internal static partial class CSharpName
{
    private static readonly HashSet<string> s_keywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using",
        "virtual", "void", "volatile", "while",
    };

    // Names that attributes, Forward and the trainer mention, and what outputs and tuple elements can't be called.
    private static readonly string[] s_mentioned =
    [
        "Activation", "DType", "DataFormat", "Initializer", "MergeMode", "Padding", "Tensor", "Name", "CompareTo", "Deconstruct", "Rest",
        "Loss", "LossReduction", "Metric", "Adam", "SGD", "BinaryAccuracy", "CategoricalAccuracy", "SparseCategoricalAccuracy", TrainerWriter.Method,
    ];

    private static readonly HashSet<string> s_reserved = [.. s_mentioned, "Forward", .. GeneratedMembers.InWeights, .. GeneratedMembers.InPrediction(hasLength: true), .. InheritedNames()];

    /// <summary>Whether <paramref name="name"/> can't name a layer property, since something else in the class has that name.</summary>
    public static bool IsReserved(string name) => s_reserved.Contains(name) || GeneratedMembers.Takes(name) || TupleElement().IsMatch(name);

    /// <summary>Whether <paramref name="name"/> is an identifier, keywords included (<see cref="Escape"/> them).</summary>
    public static bool IsIdentifier(string name) => name.Length > 0 && IsStart(name[0]) && name.All(IsPart);

    /// <summary>Whether <paramref name="name"/> is one identifier or several with dots between them, none a keyword.</summary>
    public static bool IsNamespace(string name) => name.Split('.').All(static part => IsIdentifier(part) && !s_keywords.Contains(part));

    /// <summary>A keyword with @ before it; any other name as it is.</summary>
    public static string Escape(string name) => s_keywords.Contains(name) ? "@" + name : name;

    // What a model's class has from its base.
    private static IEnumerable<string> InheritedNames() => typeof(Model)
        .GetMembers(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy)
        .Where(static member => member is not MethodBase { IsPublic: false, IsFamily: false, IsFamilyOrAssembly: false } and not FieldInfo { IsPublic: false, IsFamily: false, IsFamilyOrAssembly: false })
        .Select(static member => member.Name);

    private static bool IsStart(char c) => c == '_' || char.IsLetter(c);

    private static bool IsPart(char c) => char.IsLetterOrDigit(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.ConnectorPunctuation or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    [GeneratedRegex("^Item[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex TupleElement();
}
