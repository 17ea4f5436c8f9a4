using System.Globalization;
using System.Text.RegularExpressions;

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

    // Members of Model and of what the generator adds, names that attributes and Forward mention, and what tuple elements can't be called.
    private static readonly HashSet<string> s_reserved = new(StringComparer.Ordinal)
    {
        "Description", "Device", "Dispose", "Layers", "Plan", "Seed", "RunInference", "CountRows", "BorrowOutput", "CopyVariables", "AssignVariables", "RunLayer", "Evaluate", "Forward", "CheckWeights", "FillWeights", "FromWeights", "GetWeights", "LoadWeights", "ModelDescription", "Predict", "Prediction",
        "SaveWeights", "SetWeights", "Summary", "Trainer", "Weights", "Upgrade",
        "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString",
        "Activation", "DType", "DataFormat", "Initializer", "MergeMode", "Padding", "Tensor", "Name", "Rows", "Length", "ResetStates",
        "CompareTo", "Deconstruct", "Rest",
    };

    /// <summary>Whether <paramref name="name"/> can't name a layer property, since something else in the class has that name.</summary>
    public static bool IsReserved(string name) => s_reserved.Contains(name) || TupleElement().IsMatch(name);

    /// <summary>Whether <paramref name="name"/> is an identifier, keywords included (<see cref="Escape"/> them).</summary>
    public static bool IsIdentifier(string name) => name.Length > 0 && IsStart(name[0]) && name.All(IsPart);

    /// <summary>Whether <paramref name="name"/> is one identifier or several with dots between them, none a keyword.</summary>
    public static bool IsNamespace(string name) => name.Split('.').All(static part => IsIdentifier(part) && !s_keywords.Contains(part));

    /// <summary>A keyword with @ before it; any other name as it is.</summary>
    public static string Escape(string name) => s_keywords.Contains(name) ? "@" + name : name;

    private static bool IsStart(char c) => c == '_' || char.IsLetter(c);

    private static bool IsPart(char c) => char.IsLetterOrDigit(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.ConnectorPunctuation or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    [GeneratedRegex("^Item[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex TupleElement();
}
