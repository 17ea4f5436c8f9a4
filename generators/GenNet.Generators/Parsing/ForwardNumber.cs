using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generators.Parsing;

/// <summary>A number that is known while a body is read.</summary>
/// <param name="Value">What it is.</param>
/// <param name="IsInteger">Whether it is a whole number to C#, too, which divides without rest.</param>
internal readonly record struct ForwardNumber(double Value, bool IsInteger)
{
    /// <summary>A constant; null if it is no number.</summary>
    public static ForwardNumber? Of(object? constant) => constant switch
    {
        int or long or short or byte => new(Convert.ToDouble(constant, CultureInfo.InvariantCulture), true),
        double number => new(number, false),
        // As it is written: 0.1, and not what float32 makes of it.
        float number => new(double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), false),
        _ => null,
    };

    /// <summary>What an operator makes of two; null if it makes no number.</summary>
    public static ForwardNumber? Of(SyntaxKind kind, ForwardNumber left, ForwardNumber right)
    {
        var isInteger = left.IsInteger && right.IsInteger;
        return kind switch
        {
            SyntaxKind.AddExpression => new(left.Value + right.Value, isInteger),
            SyntaxKind.SubtractExpression => new(left.Value - right.Value, isInteger),
            SyntaxKind.MultiplyExpression => new(left.Value * right.Value, isInteger),
            SyntaxKind.DivideExpression when isInteger => right.Value == 0 ? null : new(Math.Truncate(left.Value / right.Value), true),
            SyntaxKind.DivideExpression => new(left.Value / right.Value, false),
            SyntaxKind.ModuloExpression when isInteger => right.Value == 0 ? null : new(left.Value % right.Value, true),
            _ => null,
        };
    }

    /// <summary>The number in another type of C#; null if it is none of numbers.</summary>
    public ForwardNumber? As(SyntaxKind type) => type switch
    {
        SyntaxKind.IntKeyword or SyntaxKind.LongKeyword => new(Math.Truncate(Value), true),
        SyntaxKind.DoubleKeyword or SyntaxKind.FloatKeyword => new(Value, false),
        _ => null,
    };
}
