/** "350 m", "12.3 km": no more digits than anybody needs. [DT91] */
export function distance(metres: number, region: string): string {
  const near = metres < 1000;
  const value = near ? Math.round(metres / 10) * 10 : metres / 1000;
  const digits = near || value >= 100 ? 0 : 1;
  return new Intl.NumberFormat(region, { style: 'unit', unit: near ? 'meter' : 'kilometer', maximumFractionDigits: digits }).format(value);
}
